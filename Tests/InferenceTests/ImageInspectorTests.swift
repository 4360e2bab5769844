import Foundation
import Inference
import Testing

@Suite struct ImageInspectorTests {
    @Test(arguments: [
        ("plain.png", ImageFormat.png), ("plain.gif", .gif), ("plain.tif", .tiff), ("orientation-1.jpg", .jpeg),
        ("progressive.jpg", .jpeg), ("lossy.webp", .webp), ("lossless.webp", .webp), ("moving.webp", .webp),
        ("plain.avif", .heif), ("plain.bmp", .bmp),
    ])
    func findsFormatAndSizeOfRealFiles(name: String, format: ImageFormat) throws {
        let bytes = try Fixture.bytes(name)
        let expected = ImageHeader(format: format, width: 48, height: 32, bytes: bytes.count)
        #expect(try ImageInspector.inspect(bytes) == expected)
    }

    @Test func tellsTheStoredSizeOfATurnedPicture() throws {
        let header = try ImageInspector.inspect(Fixture.bytes("orientation-6.jpg"))
        #expect((header.width, header.height) == (32, 48))
    }

    @Test(arguments: [false, true]) func readsBothByteOrdersOfTIFF(isBig: Bool) throws {
        var file = Data((isBig ? "MM" : "II").utf8)
        func put(_ value: Int, _ length: Int) {
            let bytes = (0..<length).map { UInt8(value >> ($0 * 8) & 0xFF) }
            file.append(contentsOf: isBig ? bytes.reversed() : bytes)
        }
        put(42, 2)
        put(8, 4)
        put(2, 2)
        for (tag, value) in [(256, 300), (257, 200)] {
            put(tag, 2)
            put(3, 2)
            put(1, 4)
            put(value, 2)
            put(0, 2)
        }
        let header = try ImageInspector.inspect(file)
        #expect((header.format, header.width, header.height) == (.tiff, 300, 200))
    }

    @Test func waitsForASizeBehindALargeEXIFSegment() throws {
        let jpeg = try Fixture.bytes("orientation-1.jpg")
        var large = jpeg.prefix(2)
        for _ in 0..<2 {
            large.append(contentsOf: [0xFF, 0xE1, 0xFF, 0xFF])
            large.append(Data(count: 0xFFFD))
        }
        large.append(jpeg.dropFirst(2))
        #expect(try ImageInspector.inspect(large).width == 48)
        let prefix = large.prefix(64 * 1024)
        #expect(try ImageInspector.inspect(prefix: prefix, fileBytes: large.count) == nil)
    }

    @Test func readsASliceThatStartsElsewhere() throws {
        let png = try Fixture.bytes("plain.png")
        let slice = (Data(count: 7) + png).dropFirst(7)
        #expect(try ImageInspector.inspect(slice).height == 32)
    }

    @Test func refusesTextWithWhatItFound() throws {
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Data("Hello, this is no picture".utf8))
        }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains("\"Hello, this is n\""))
        #expect(error.message.contains("JPEG, PNG"))
    }

    @Test func showsForeignBytesInHexadecimal() throws {
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Data([0x1B, 0x5B, 0x32, 0x4A, 0, 1, 2, 3, 4]))
        }
        #expect(error.code == .unsupportedImage)
        #expect(error.message.contains("1b 5b 32 4a"))
        #expect(!error.message.contains("\u{1B}"))
    }

    @Test func saysThatAnEmptyFileIsEmpty() throws {
        let error = try #require(throws: InferenceError.self) { try ImageInspector.inspect(Data()) }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains("0 bytes"))
    }

    /// Every cut of every format's header is an error of ours, and none of them a crash.
    @Test(arguments: [
        "plain.png", "plain.gif", "plain.tif", "orientation-1.jpg", "lossy.webp", "lossless.webp", "moving.webp",
        "plain.avif", "plain.heic", "plain.bmp",
    ])
    func survivesEveryCut(name: String) throws {
        let whole = try Fixture.bytes(name)
        for length in 0..<min(whole.count, 700) {
            do {
                let header = try ImageInspector.inspect(whole.prefix(length))
                #expect(header.bytes == length)
            } catch {
                #expect([.unreadableImage, .unsupportedImage].contains(error.code), "\(length): \(error)")
            }
        }
    }

    /// Damaged length fields must neither trap nor loop.
    @Test(arguments: ["plain.tif", "orientation-1.jpg", "moving.webp", "plain.heic", "plain.avif"])
    func survivesEveryDamagedByte(name: String) throws {
        let whole = try Fixture.bytes(name)
        for place in 4..<min(whole.count, 400) {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var damaged = whole
                damaged[damaged.startIndex + place] = value
                _ = try? ImageInspector.inspect(damaged)
            }
        }
    }

    @Test func namesACutHeader() throws {
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.pngHeader(width: 10, height: 10).prefix(20))
        }
        #expect(error.code == .unreadableImage)
        #expect(error.message.contains("20 bytes"))
        #expect(error.message.contains("PNG"))
    }

    @Test func refusesTooManyPixelsWithTheNumbers() throws {
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.pngHeader(width: 30_000, height: 30_000))
        }
        #expect(error.code == .imageTooLarge)
        #expect(error.message.contains("30,000 x 30,000"))
        #expect(error.message.contains("900.0 megapixels"))
        #expect(error.message.contains("50.0 megapixels"))
    }

    @Test func refusesALongSideAndAnEmptyOne() throws {
        let long = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.pngHeader(width: 20_001, height: 1))
        }
        #expect(long.code == .imageTooLarge)
        let empty = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.pngHeader(width: 0, height: 1))
        }
        #expect(empty.code == .unreadableImage)
        let huge = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(Fixture.pngHeader(width: .max, height: .max))
        }
        #expect(huge.code == .imageTooLarge)
    }

    @Test func refusesTooManyBytes() throws {
        let bytes = try Fixture.bytes("plain.png")
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(bytes, limits: ImageLimits(maxBytes: bytes.count - 1))
        }
        #expect(error.code == .bodyTooLarge)
    }
}
