import Foundation
import Testing

@testable import Inference

@Suite struct FrameLimitTests {
    private static func frames(_ bytes: Data, most: Int) throws -> Int {
        try bytes.withUnsafeBytes { raw in
            let reader = ByteReader(raw)
            return FrameCount.frames(of: reader, as: try #require(ImageFormat.sniff(reader)), most: most)
        }
    }

    @Test(arguments: [
        ("gif/plain.gif", 1), ("gif/moving.gif", 2), ("gif/interlaced.gif", 1), ("webp/lossless.webp", 1),
        ("webp/moving.webp", 2), ("webp/moving-offset.webp", 2), ("png/moving.png", 2), ("png/palette-2.png", 1),
        ("tiff/pages.tif", 3), ("tiff/bigtiff.tif", 1), ("tiff/big-endian.tif", 1), ("jpeg/baseline.jpg", 1),
        ("bmp/info-24.bmp", 1), ("heif/plain.avif", 1),
    ])
    func countsFrames(file: String, count: Int) throws {
        #expect(try Self.frames(Fixture.bytes(file), most: 1000) == count)
    }

    @Test(arguments: ["gif/moving.gif", "webp/moving.webp", "png/moving.png", "tiff/pages.tif"])
    func refusesMoreFramesThanTheLimit(file: String) throws {
        let bytes = try Fixture.bytes(file)
        #expect(throws: Never.self) { try ImageInspector.inspect(bytes, limits: ImageLimits(maxFrames: 3)) }
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(bytes, limits: ImageLimits(maxFrames: 1))
        }
        #expect(error.code == .imageTooLarge)
        #expect(error.message.contains("more than 1 frames; the limit is 1."), "\(error)")
    }

    @Test func aChainOfDirectoriesThatLoopsIsTooLong() throws {
        var bytes = try Fixture.bytes("tiff/strips.tif")
        let first = bytes.withUnsafeBytes { ByteReader($0).little(4, 4) ?? 0 }
        let entries = Int(bytes[first])
        let next = first + 2 + entries * 12
        for place in 0..<4 { bytes[next + place] = bytes[4 + place] }
        let error = try #require(throws: InferenceError.self) { try ImageInspector.inspect(bytes) }
        #expect(error.code == .imageTooLarge)
        #expect(error.message.contains("more than 1,000 frames"), "\(error)")
    }

    /// Damaged lengths must neither trap nor loop.
    @Test(arguments: ["gif/moving.gif", "webp/moving.webp", "png/moving.png", "tiff/pages.tif"])
    func survivesEveryCutAndDamagedByte(file: String) throws {
        let whole = try Fixture.bytes(file)
        for place in 12..<min(whole.count, 400) {
            #expect(try Self.frames(whole.prefix(place + 1), most: 5) <= 6)
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var damaged = whole
                damaged[place] = value
                _ = try? ImageInspector.inspect(damaged)
            }
        }
    }
}
