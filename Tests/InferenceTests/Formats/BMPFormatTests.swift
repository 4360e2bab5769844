import Foundation
import Testing

@testable import Inference

@Suite struct BMPFormatTests {
    private static let twoColours = [0, 1, 1, 0].map { Fixture.scene[$0] }
    /// Five bits a channel, rounded down as Pillow does.
    private static let fiveBits = Fixture.scene.map { $0.map { ($0 >> 3) * 255 / 31 } }
    private static let sixBits = Fixture.scene.map {
        [($0[0] >> 3) * 255 / 31, ($0[1] >> 2) * 255 / 63, ($0[2] >> 3) * 255 / 31]
    }
    private static let opaque = [[0, 0, 0], [0, 0, 0], [30, 30, 220], [250, 250, 250]]
    /// Pixels that no run reaches have the palette's first colour.
    private static let lowerHalf = [0, 0, 2, 3].map { Fixture.scene[$0] }
    private static let beyondPalette = Array(Fixture.scene.dropLast()) + [[0, 0, 0]]

    static let pictures =
        [
            "core-4", "core-8", "core-24", "info-4", "info-8", "info-24", "info-32", "os2-24", "v4-24", "v5-24",
            "masks-10", "masks-rgbx", "top-down", "gap", "rle8", "rle4", "rle8-literal",
        ].map { ExpectedPicture(file: "bmp/\($0).bmp") }
        + ["core-1", "info-1"].map { ExpectedPicture(file: "bmp/\($0).bmp", quarters: twoColours) }
        + ["info-16", "masks-555"].map { ExpectedPicture(file: "bmp/\($0).bmp", quarters: fiveBits) }
        + ["alpha-v4", "alpha-v5", "alpha-masks"].map {
            ExpectedPicture(file: "bmp/\($0).bmp", quarters: ExpectedPicture.onWhite)
        }
        + [
            ExpectedPicture(file: "bmp/masks-565.bmp", quarters: sixBits),
            ExpectedPicture(file: "bmp/alpha-none.bmp", quarters: opaque),
            ExpectedPicture(file: "bmp/odd-1.bmp", size: ExpectedPicture.odd, quarters: twoColours),
            ExpectedPicture(file: "bmp/odd-4.bmp", size: ExpectedPicture.odd),
            ExpectedPicture(file: "bmp/odd-24.bmp", size: ExpectedPicture.odd),
            ExpectedPicture(file: "bmp/rle4-literal.bmp", size: ExpectedPicture.odd),
            ExpectedPicture(file: "bmp/short-palette.bmp", quarters: beyondPalette),
            ExpectedPicture(file: "bmp/rle8-early-end.bmp", quarters: lowerHalf),
            ExpectedPicture(file: "bmp/rle8-delta.bmp", quarters: [0, 1, 2, 3].map { Fixture.scene[$0] }),
        ]

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }

    @Test(arguments: [
        "bmp/info-24.bmp", "bmp/info-8.bmp", "bmp/masks-565.bmp", "bmp/rle8.bmp", "bmp/rle4-literal.bmp",
        "bmp/rle8-delta.bmp", "bmp/alpha-v5.bmp",
    ])
    func saysWhereACutFileEnds(file: String) throws {
        let whole = try Fixture.bytes(file)
        // The runs need no end mark once the last pixel is there, and the last row no padding.
        for length in 30..<whole.count - 4 {
            let error = try #require(throws: InferenceError.self, "\(length) of \(whole.count) bytes were enough") {
                try whole.prefix(length).withUnsafeBytes { _ = try BMPDecoder.decode($0, limits: ImageLimits()) }
            }
            #expect(error.code == .unreadableImage)
            #expect(error.message.contains("is cut off: the file ends after \(length) bytes"), "\(error)")
            #expect(error.step == .decoding)
        }
    }

    @Test(arguments: [(4, 24, "a JPEG inside"), (5, 24, "a PNG inside"), (1, 4, "compression 1"), (0, 7, "7 bits")])
    func refusesRareCodings(code: Int, bitsPerPixel: Int, kind: String) throws {
        var bytes = try Fixture.bytes("bmp/info-24.bmp")
        bytes[28] = UInt8(bitsPerPixel)
        bytes[30] = UInt8(code)
        let error = try #require(throws: InferenceError.self) { try Fixture.decode(bytes) }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains(kind), "\(error)")
    }

    @Test func refusesHuffmanOfOS2() throws {
        var bytes = try Fixture.bytes("bmp/os2-24.bmp")
        bytes[28] = 1
        bytes[30] = 3
        let error = try #require(throws: InferenceError.self) { try Fixture.decode(bytes) }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains("Huffman"), "\(error)")
    }

    @Test func refusesAMaskWithAGap() throws {
        var bytes = try Fixture.bytes("bmp/masks-565.bmp")
        bytes[54] = 0x05
        let error = try #require(throws: InferenceError.self) { try Fixture.decode(bytes) }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains("0xf805"), "\(error)")
    }

    @Test func refusesPixelsInsideTheHeader() throws {
        var bytes = try Fixture.bytes("bmp/info-24.bmp")
        bytes[10] = 20
        let error = try #require(throws: InferenceError.self) { try Fixture.decode(bytes) }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains("byte 20"), "\(error)")
    }

    @Test func limitsHoldBeforePixelsAreAllocated() throws {
        var bytes = try Fixture.bytes("bmp/rle8.bmp")
        bytes.replaceSubrange(18..<26, with: [0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F])
        let error = try #require(throws: InferenceError.self) {
            try bytes.withUnsafeBytes { _ = try BMPDecoder.decode($0, limits: ImageLimits()) }
        }
        #expect(error.code == .imageTooLarge)
    }

    /// Damaged headers and runs must neither trap nor read elsewhere.
    @Test(arguments: ["bmp/rle8-delta.bmp", "bmp/rle4.bmp", "bmp/alpha-v4.bmp", "bmp/core-8.bmp", "bmp/masks-565.bmp"])
    func survivesEveryDamagedByte(file: String) throws {
        let whole = try Fixture.bytes(file)
        let limits = ImageLimits(maxPixels: 10_000)
        for place in 2..<min(whole.count, 300) {
            for value: UInt8 in [0, 1, 2, 0x7F, 0x80, 0xFF] {
                var damaged = whole
                damaged[place] = value
                damaged.withUnsafeBytes { _ = try? BMPDecoder.decode($0, limits: limits) }
            }
        }
    }
}
