import Testing

@testable import Inference

@Suite struct GIFFormatTests {
    static let pictures = [
        ExpectedPicture(file: "gif/plain.gif"),
        ExpectedPicture(file: "gif/87a.gif"),
        ExpectedPicture(file: "gif/interlaced.gif"),
        ExpectedPicture(file: "gif/clear.gif", quarters: [[255, 255, 255]] + Fixture.scene.dropFirst()),
        ExpectedPicture(file: "gif/local-palette.gif"),
        ExpectedPicture(file: "gif/only-local-palette.gif"),
        // What the first frame leaves is clear.
        ExpectedPicture(
            file: "gif/offset.gif",
            quarters: [[255, 255, 255], [255, 255, 255], [255, 255, 255], [30, 30, 220]]),
        ExpectedPicture(file: "gif/moving.gif"),
        ExpectedPicture(file: "gif/odd.gif", size: ExpectedPicture.odd),
    ]

    static let beyond = "gif/beyond-screen.gif"

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }

    @Test func aFrameBeyondTheScreenCountsForTheLimits() throws {
        let bytes = try Fixture.bytes(Self.beyond)
        #expect(try ImageInspector.inspect(bytes).width == 24)
        let error = try #require(throws: InferenceError.self) {
            try ImageInspector.inspect(bytes, limits: ImageLimits(maxPixels: 24 * 16))
        }
        #expect(error.code == .imageTooLarge)
        #expect(error.message.contains("48 x 32"), "\(error)")
    }

    /// Each decoder has its own idea of such a file; the picture's first corner is red in all of them.
    @Test func aFrameBeyondTheScreenIsRead() throws {
        let image = try Fixture.decode(Fixture.bytes(Self.beyond))
        #expect(image.rgb.prefix(3).map(Int.init) == Fixture.scene[0])
    }
}
