import Testing

@testable import Inference

@Suite struct TIFFFormatTests {
    private static let greys = ExpectedPicture.greys([220, 30, 100, 250])
    private static let twoTones = ExpectedPicture.greys([0, 255, 255, 0])

    static let pictures = [
        ExpectedPicture(file: "tiff/strips.tif"),
        ExpectedPicture(file: "tiff/tiles.tif"),
        ExpectedPicture(file: "tiff/lzw.tif"),
        ExpectedPicture(file: "tiff/lzw-predictor.tif"),
        ExpectedPicture(file: "tiff/deflate.tif"),
        ExpectedPicture(file: "tiff/packbits.tif"),
        ExpectedPicture(file: "tiff/jpeg.tif", tolerance: 3),
        ExpectedPicture(file: "tiff/planes.tif"),
        ExpectedPicture(file: "tiff/deep.tif", tolerance: 1),
        ExpectedPicture(file: "tiff/grey.tif", quarters: greys),
        ExpectedPicture(file: "tiff/grey-deep.tif", quarters: greys, tolerance: 1),
        ExpectedPicture(file: "tiff/grey-inverted.tif", quarters: greys),
        ExpectedPicture(file: "tiff/palette.tif"),
        ExpectedPicture(file: "tiff/bilevel.tif", quarters: twoTones),
        ExpectedPicture(file: "tiff/fax.tif", quarters: twoTones),
        ExpectedPicture(file: "tiff/alpha.tif", quarters: ExpectedPicture.onWhite, tolerance: 1),
        ExpectedPicture(file: "tiff/alpha-premultiplied.tif", quarters: ExpectedPicture.onWhite, tolerance: 1),
        ExpectedPicture(file: "tiff/big-endian.tif"),
        ExpectedPicture(file: "tiff/deep-big-endian.tif", tolerance: 1),
        ExpectedPicture(file: "tiff/bigtiff.tif"),
        ExpectedPicture(file: "tiff/bigtiff-big-endian.tif"),
        ExpectedPicture(file: "tiff/pages.tif"),
        ExpectedPicture(file: "tiff/turned.tif"),
        ExpectedPicture(file: "tiff/profile.tif", quarters: ExpectedPicture.swapped, tolerance: 12),
    ]

    static let inks = "tiff/inks.tif"

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }

    /// Inks have no exact colour without a profile: which channel leads is sure, and that paper is white.
    @Test func readsInks() throws {
        let quarters = Fixture.quarters(of: try Fixture.decode(Fixture.bytes(Self.inks)))
        for channel in 0..<3 {
            #expect(quarters[channel].max() == quarters[channel][channel], "\(quarters)")
        }
        #expect((quarters[3].min() ?? 0) > 235, "\(quarters)")
    }
}
