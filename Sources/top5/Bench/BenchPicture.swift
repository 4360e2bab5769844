import Foundation
import Inference

/// JPEGs of every usual size, made from one picture: enlarged or shrunk, and with noise as a sensor's, so that the
/// large ones are no easier to decode than photographs.
struct BenchPicture: Sendable {
    let size: PixelSize
    let file: URL

    /// From a thumbnail of the web to a telephone's camera.
    static let sizes = [(500, 375), (1024, 768), (1600, 1200), (2048, 1536), (4000, 3000)]

    /// Writes a JPEG of quality 88 with 4:2:0 colours, what cameras do, with `cjpeg`.
    ///
    /// - Throws: `CommandError` where `cjpeg` is not there or fails.
    init(_ source: PixelImage, width: Int, height: Int, in folder: URL) throws {
        size = PixelSize(width: width, height: height)
        file = folder.appending(path: "\(width)x\(height).jpg")
        let bitmap = folder.appending(path: "\(width)x\(height).ppm")
        var bytes = Data("P6\n\(width) \(height)\n255\n".utf8)
        bytes.append(contentsOf: Self.enlarge(source, width, height))
        try bytes.write(to: bitmap)
        defer { try? FileManager.default.removeItem(at: bitmap) }
        _ = try PeerProgram.cpuMilliseconds(["cjpeg", "-quality", "88", "-outfile", file.path, bitmap.path])
    }

    /// Linear between the four neighbours, plus noise of 12 levels either way from a fixed generator.
    private static func enlarge(_ source: PixelImage, _ width: Int, _ height: Int) -> [UInt8] {
        var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for row in 0..<height {
            let y = min(Double(source.height) - 1.001, Double(row) * Double(source.height) / Double(height))
            for column in 0..<width {
                let x = min(Double(source.width) - 1.001, Double(column) * Double(source.width) / Double(width))
                let (left, top) = (Int(x), Int(y))
                let (across, down) = (x - Double(left), y - Double(top))
                let base = (top * source.width + left) * 3
                for colour in 0..<3 {
                    func sample(_ offset: Int) -> Double { Double(source.rgb[base + offset + colour]) }
                    let below = source.width * 3
                    let upper = sample(0) * (1 - across) + sample(3) * across
                    let lower = sample(below) * (1 - across) + sample(below + 3) * across
                    noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let value = upper * (1 - down) + lower * down + Double(noise >> 33 % 25) - 12
                    pixels[(row * width + column) * 3 + colour] = UInt8(max(0, min(255, value)))
                }
            }
        }
        return pixels
    }
}
