import Testing

@testable import Inference

@Suite struct PNGFormatTests {
    private static let twoColours = [0, 1, 1, 0].map { Fixture.scene[$0] }
    private static let greys = ExpectedPicture.greys([220, 30, 100, 250])
    private static let clearRed = [[255, 255, 255]] + Fixture.scene.dropFirst()

    static let pictures = [
        ExpectedPicture(file: "png/grey-1.png", quarters: ExpectedPicture.greys([0, 255, 255, 0])),
        ExpectedPicture(file: "png/grey-2.png", quarters: ExpectedPicture.greys([0, 85, 170, 255])),
        ExpectedPicture(file: "png/grey-4.png", quarters: ExpectedPicture.greys([0, 85, 170, 255])),
        ExpectedPicture(file: "png/grey-8.png", quarters: greys),
        ExpectedPicture(file: "png/grey-16.png", quarters: greys, tolerance: 1),
        ExpectedPicture(file: "png/palette-1.png", quarters: twoColours),
        ExpectedPicture(file: "png/palette-2.png"),
        ExpectedPicture(file: "png/palette-4.png"),
        ExpectedPicture(file: "png/palette-8.png"),
        ExpectedPicture(file: "png/palette-clear.png", quarters: ExpectedPicture.onWhite, tolerance: 1),
        ExpectedPicture(file: "png/grey-clear.png", quarters: ExpectedPicture.greys([200, 255, 50, 250])),
        ExpectedPicture(file: "png/grey-4-clear.png", quarters: ExpectedPicture.greys([0, 255, 170, 255])),
        // The last grey differs from the clear one in its sixteenth bit alone.
        ExpectedPicture(
            file: "png/grey-16-clear.png", quarters: ExpectedPicture.greys([200, 255, 50, 100]), tolerance: 1),
        ExpectedPicture(file: "png/rgb-clear.png", quarters: clearRed),
        ExpectedPicture(file: "png/rgb-16-clear.png", quarters: clearRed, tolerance: 1),
        ExpectedPicture(file: "png/interlaced-grey.png", quarters: greys),
        ExpectedPicture(file: "png/interlaced-rgb.png"),
        ExpectedPicture(file: "png/interlaced-palette.png"),
        ExpectedPicture(file: "png/interlaced-alpha.png", quarters: ExpectedPicture.onWhite, tolerance: 1),
        ExpectedPicture(file: "png/odd.png", size: ExpectedPicture.odd),
        ExpectedPicture(file: "png/moving.png"),
        ExpectedPicture(file: "png/exif.png"),
        ExpectedPicture(file: "png/exif-behind.png"),
        ExpectedPicture(file: "png/profile.png", quarters: ExpectedPicture.swapped, tolerance: 12),
        ExpectedPicture(file: "png/profile-16.png", quarters: ExpectedPicture.swapped, tolerance: 12),
        ExpectedPicture(file: "png/profile-palette.png", quarters: ExpectedPicture.swapped, tolerance: 12),
    ]

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }
}
