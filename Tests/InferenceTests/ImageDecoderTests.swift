import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct ImageDecoderTests {
    @Test(arguments: [
        "plain.png", "palette.png", "deep.png", "plain.gif", "moving.gif", "plain.tif", "lossy.webp", "lossless.webp",
        "moving.webp", "progressive.jpg", "plain.heic", "plain.avif", "plain.bmp",
    ])
    func readsTheSceneOfEveryFormat(name: String) throws {
        let image = try Fixture.decode(Fixture.bytes(name))
        #expect((image.width, image.height) == (48, 32))
        #expect(Fixture.distance(Fixture.quarters(of: image), Fixture.scene) <= 2, "\(Fixture.quarters(of: image))")
    }

    @Test(arguments: 1...8) func turnsAsEXIFSays(orientation: Int) throws {
        let image = try Fixture.decode(Fixture.bytes("orientation-\(orientation).jpg"))
        #expect((image.width, image.height) == (48, 32))
        #expect(Fixture.distance(Fixture.quarters(of: image), Fixture.scene) <= 2)
    }

    @Test(arguments: ["alpha.png", "alpha.webp"]) func laysTransparencyOnWhite(name: String) throws {
        let image = try Fixture.decode(Fixture.bytes(name))
        // Black at half opacity, above; clear black beside it.
        let expected = [[255, 255, 255], [127, 127, 127], [30, 30, 220], [250, 250, 250]]
        #expect(Fixture.distance(Fixture.quarters(of: image), expected) <= 2)
    }

    @Test func laysDeepTransparencyOnWhite() throws {
        let image = try Fixture.decode(Fixture.bytes("deep-alpha.png"))
        let expected = [[220, 30, 30], [255, 255, 255], [30, 30, 220], [255, 255, 255]]
        #expect(Fixture.distance(Fixture.quarters(of: image), expected) <= 1)
    }

    @Test(arguments: ["grey.jpg", "grey-alpha.png"]) func readsGrey(name: String) throws {
        let image = try Fixture.decode(Fixture.bytes(name))
        // Luma of the scene (ITU-R BT.601), as Pillow's "L" has it.
        let expected = [87, 130, 52, 250].map { [$0, $0, $0] }
        #expect(Fixture.distance(Fixture.quarters(of: image), expected) <= 2)
    }

    @Test func readsDeepGreyWithoutClipping() throws {
        let image = try Fixture.decode(Fixture.bytes("deep-grey.png"))
        let expected = [220, 30, 30, 250].map { [$0, $0, $0] }
        #expect(Fixture.distance(Fixture.quarters(of: image), expected) <= 1)
    }

    @Test func readsPrintColours() throws {
        let quarters = Fixture.quarters(of: try Fixture.decode(Fixture.bytes("cmyk.jpg")))
        // Ink is not light: only which channel leads is sure.
        for (colour, channel) in [(0, 0), (1, 1), (2, 2)] {
            #expect(quarters[colour].max() == quarters[colour][channel], "\(quarters)")
        }
        #expect((quarters[3].min() ?? 0) > 235)
    }

    @Test func honoursAColourProfile() throws {
        let quarters = Fixture.quarters(of: try Fixture.decode(Fixture.bytes("swapped-profile.png")))
        // The profile says that what is stored as red is green, and the other way round.
        let expected = [[30, 220, 30], [200, 30, 30], [30, 30, 220], [250, 250, 250]]
        #expect(Fixture.distance(quarters, expected) <= 12, "\(quarters)")
    }

    @Test(arguments: [".jpg", ".png"]) func failsOnEveryCutOfTheData(kind: String) throws {
        let name = kind == ".jpg" ? "orientation-1.jpg" : "plain.png"
        let whole = try Fixture.bytes(name)
        let header = try ImageInspector.inspect(whole)
        // From behind the header to the last bytes of the picture's data.
        for length in stride(from: kind == ".jpg" ? 640 : 60, to: whole.count - 14, by: 7) {
            let error = try #require(throws: InferenceError.self, "\(length) of \(whole.count) bytes were enough") {
                try Fixture.decode(whole.prefix(length), header: header)
            }
            #expect(error.code == .unreadableImage)
            #expect(error.message.contains("ends after \(length) bytes"), "\(error)")
            #expect(error.step == .decoding)
        }
    }

    @Test func saysThatDataIsDamagedWhereItIsAllThere() throws {
        var bytes = try Fixture.bytes("plain.png")
        let data = try #require(bytes.range(of: Data("IDAT".utf8)))
        for place in data.upperBound..<data.upperBound + 20 { bytes[place] ^= 0x5A }
        let error = try #require(throws: InferenceError.self) { try Fixture.decode(bytes) }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains("damaged"))
    }

    @Test func limitsHoldForWhatIsDecodedToo() throws {
        let bytes = try Fixture.bytes("plain.png")
        var header = try ImageInspector.inspect(bytes)
        header.width = 1
        let error = try #require(throws: InferenceError.self) {
            try Fixture.decode(bytes, header: header, limits: ImageLimits(maxPixels: 100))
        }
        #expect(error.code == .imageTooLarge)
    }

    @Test func theDecodersSizeCountsAndNotTheHeaders() throws {
        let bytes = try Fixture.bytes("orientation-1.jpg")
        let right = try Fixture.decode(bytes)
        for (width, height) in [(7, 5), (48, 900), (900, 32), (900, 900)] {
            var header = try ImageInspector.inspect(bytes)
            (header.width, header.height) = (width, height)
            #expect(try Fixture.decode(bytes, header: header) == right)
        }
    }
}
