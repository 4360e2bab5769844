import Testing

@testable import Inference

@Suite(.enabled(if: ImageFormat.supported.contains(.heif), "needs a libvips that reads HEIF"))
struct HEIFFormatTests {
    /// EXIF says nothing here: turning is a property of the picture (ISO/IEC 23008-12, 6.5.10).
    private static let lying = ExpectedPicture(
        file: "heif/only-exif.heic", size: PixelSize(width: 32, height: 48),
        quarters: [1, 3, 0, 2].map { Fixture.scene[$0] }, tolerance: 4)

    private static let upright = ["heic", "avif"].flatMap { ending in
        [
            ExpectedPicture(file: "heif/plain.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/deep.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/alpha.\(ending)", quarters: ExpectedPicture.onWhite, tolerance: 4),
            ExpectedPicture(file: "heif/turned.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/profile.\(ending)", quarters: ExpectedPicture.swapped, tolerance: 14),
        ]
    }

    static let pictures = upright + [lying]

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }
}
