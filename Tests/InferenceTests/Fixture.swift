import Foundation
import TestSupport

@testable import Inference

/// The pictures of `Fixtures/`, made by `Fixtures/make_fixtures.py`.
enum Fixture {
    static func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: Repository.file("Tests/InferenceTests/Fixtures/\(name)"))
    }

    /// The four quarters of the scene that all pictures show: red, green, blue, white.
    static let scene: [[Int]] = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [250, 250, 250]]

    /// The pixels in the middle of the four quarters.
    static func quarters(of image: PixelImage) -> [[Int]] {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { x, y in
            let start = (y * image.height / 4 * image.width + x * image.width / 4) * 3
            return image.rgb[start..<start + 3].map(Int.init)
        }
    }

    /// The largest difference of any sample.
    static func distance(_ first: [[Int]], _ second: [[Int]]) -> Int {
        zip(first.joined(), second.joined()).map { abs($0 - $1) }.max() ?? .max
    }

    /// Decodes at full size.
    static func decode(_ bytes: Data) throws -> PixelImage {
        let header = try ImageInspector.inspect(bytes)
        return try decode(bytes, header: header)
    }

    /// As many pixels as fit in a square box, in a file whose header was read.
    static func decode(
        _ bytes: Data, header: ImageHeader, box: Int = 1 << 20, limits: ImageLimits = ImageLimits()
    ) throws -> PixelImage {
        let box = PixelSize(width: box, height: box)
        return try ImageDecoder.decode(bytes, header: header, target: .fit(box), limits: limits).image
    }

    /// A PNG's first 33 bytes: signature and IHDR.
    static func pngHeader(width: UInt32, height: UInt32) -> Data {
        var bytes = Data(PNGHeader.signature)
        bytes.append(contentsOf: [0, 0, 0, 13])
        bytes.append(contentsOf: Array("IHDR".utf8))
        for side in [width, height] {
            withUnsafeBytes(of: side.bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: [8, 2, 0, 0, 0, 0, 0, 0, 0])
        return bytes
    }
}
