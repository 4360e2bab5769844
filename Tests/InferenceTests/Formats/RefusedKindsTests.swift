import Foundation
import Testing

@testable import Inference

/// Kinds of known formats that are not read: each says so, and none passes for a damaged file or is shown wrongly.
@Suite struct RefusedKindsTests {
    @Test(arguments: [
        ("jpeg-ls.jpg", "JPEG-LS"), ("planar-tiles.tif", "tiles of single channels"),
        ("floating-point.tif", "floating-point samples"), ("signed.tif", "samples with a sign"),
        ("32-bits.tif", "samples of 32 bits"), ("32-bits-rgb.tif", "samples of 32 bits"),
    ])
    func isToldByTheHeader(name: String, reason: String) throws {
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.bytes("exact/refused/\(name)"))
        }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains(reason), "\(error)")
        #expect(error.message.contains("Convert it to a PNG"), "\(error)")
    }

    @Test(arguments: [
        ("twelve-bits.jpg", "precision 12"), ("lossless.jpg", "SOF type 0xc3"), ("hierarchical.jpg", "SOF type 0xc5"),
        ("jpeg-inside.bmp", "a JPEG inside"), ("png-inside.bmp", "a PNG inside"), ("huffman.bmp", "Huffman"),
        ("rle24.bmp", "run lengths of 24 bits"), ("wrong-depth.bmp", "5 bits a pixel"),
    ])
    func isToldByTheDecoder(name: String, reason: String) throws {
        let error = try #require(throws: InferenceError.self) {
            try Fixture.decode(Fixture.bytes("exact/refused/\(name)"))
        }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains(reason), "\(error)")
        #expect(error.message.contains("Convert it to a PNG"), "\(error)")
        #expect(error.step == .decoding)
    }

    @Test(arguments: [("gaps-in-mask.bmp", "0xf0f000"), ("pixels-in-header.bmp", "byte 30")])
    func isUnreadableForAReason(name: String, reason: String) throws {
        let error = try #require(throws: InferenceError.self) {
            try Fixture.decode(Fixture.bytes("exact/refused/\(name)"))
        }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains(reason), "\(error)")
    }
}
