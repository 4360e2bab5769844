import Testing

@testable import Inference

@Suite(.enabled(if: ImageFormat.supported.contains(.heif), "needs a libvips that reads HEIF"))
struct HEIFFormatTests {
    static let pictures = ["heic", "avif"].flatMap { ending in
        [
            ExpectedPicture(file: "heif/plain.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/deep.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/alpha.\(ending)", quarters: ExpectedPicture.onWhite, tolerance: 4),
            ExpectedPicture(file: "heif/turned.\(ending)", tolerance: 4),
            ExpectedPicture(file: "heif/profile.\(ending)", quarters: ExpectedPicture.swapped, tolerance: 14),
        ]
    }

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }
}
