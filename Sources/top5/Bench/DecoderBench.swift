import Foundation
import Inference

/// Preparation of JPEGs against libjpeg-turbo's own `djpeg` at the smallest scale that still fits.
struct DecoderBench {
    let preparation: ImagePreparation
    /// Pixels that the shorter side must keep.
    let shorterSide: Int

    struct Line: Encodable {
        var width: Int
        var height: Int
        var bytes: Int
        /// CPU time of one image, whole: from the file's bytes to the tensor; milliseconds, median.
        var ours: Double
        /// CPU time of `djpeg` with its start, writing pixels to nowhere; milliseconds, median.
        var djpeg: Double
        var djpegScale: String
        /// CPU time of `djpeg` for a picture of 8 x 8 pixels: its start alone.
        var djpegStart: Double
        var ratio: Double { ours / djpeg }
        var ratioWithoutStart: Double { ours / max(0.001, djpeg - djpegStart) }

        enum CodingKeys: String, CodingKey {
            case width, height, bytes
            case ours = "prepare_cpu_ms"
            case djpeg = "djpeg_cpu_ms"
            case djpegScale = "djpeg_scale"
            case djpegStart = "djpeg_start_cpu_ms"
        }
    }

    private static let repetitions = 15

    func run(source: PixelImage, note: (String) -> Void) throws -> [Line] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "top5-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let dot = try BenchPicture(source, width: 8, height: 8, in: folder)
        let start = try median { try PeerProgram.cpuMilliseconds(Self.djpeg("8/8", dot.file)) }
        return try BenchPicture.sizes.map { width, height in
            note("\(width) x \(height)")
            let picture = try BenchPicture(source, width: width, height: height, in: folder)
            let bytes = try Data(contentsOf: picture.file)
            let eighths = (1...8).first { min(width, height) * $0 / 8 >= shorterSide } ?? 8
            let scale = "\(eighths)/8"
            return Line(
                width: width, height: height, bytes: bytes.count, ours: try median { try prepare(bytes) },
                djpeg: try median { try PeerProgram.cpuMilliseconds(Self.djpeg(scale, picture.file)) },
                djpegScale: scale, djpegStart: start)
        }
    }

    private static func djpeg(_ scale: String, _ file: URL) -> [String] {
        ["djpeg", "-scale", scale, "-outfile", "/dev/null", file.path]
    }

    private func prepare(_ bytes: Data) throws -> Double {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: preparation.tensorBytes) { tensor in
            let start = ProcessUsage.threadMilliseconds
            try preparation.prepare(bytes, into: tensor)
            return ProcessUsage.threadMilliseconds - start
        }
    }

    private func median(_ body: () throws -> Double) throws -> Double {
        _ = try body()
        let values = try (0..<Self.repetitions).map { _ in try body() }.sorted()
        return values[values.count / 2]
    }
}
