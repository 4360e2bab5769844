import Testing

@testable import Inference

@Suite struct WebPFormatTests {
    static let pictures = [
        ExpectedPicture(file: "webp/lossy.webp", tolerance: 3),
        ExpectedPicture(file: "webp/lossless.webp"),
        ExpectedPicture(file: "webp/lossy-alpha.webp", quarters: ExpectedPicture.onWhite, tolerance: 4),
        ExpectedPicture(file: "webp/lossless-alpha.webp", quarters: ExpectedPicture.onWhite, tolerance: 1),
        ExpectedPicture(file: "webp/odd.webp", size: ExpectedPicture.odd),
        ExpectedPicture(file: "webp/exif.webp"),
        ExpectedPicture(file: "webp/profile.webp", quarters: ExpectedPicture.swapped, tolerance: 12),
        ExpectedPicture(file: "webp/moving.webp"),
        // What the first frame leaves is clear.
        ExpectedPicture(
            file: "webp/moving-offset.webp",
            quarters: [[255, 255, 255], [255, 255, 255], [255, 255, 255], [30, 30, 220]]),
    ]

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }
}
