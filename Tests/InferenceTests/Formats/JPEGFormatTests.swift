import Testing

@testable import Inference

@Suite struct JPEGFormatTests {
    static let pictures = [
        ExpectedPicture(file: "jpeg/baseline.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/restart.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/optimized.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/arithmetic.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/progressive-420.jpg", tolerance: 3),
        ExpectedPicture(file: "jpeg/420.jpg", tolerance: 3),
        ExpectedPicture(file: "jpeg/422.jpg", tolerance: 3),
        ExpectedPicture(file: "jpeg/440.jpg", tolerance: 3),
        ExpectedPicture(file: "jpeg/411.jpg", tolerance: 4),
        ExpectedPicture(file: "jpeg/odd.jpg", size: ExpectedPicture.odd, tolerance: 4),
        ExpectedPicture(file: "jpeg/grey.jpg", quarters: ExpectedPicture.greys([87, 130, 52, 250]), tolerance: 2),
        ExpectedPicture(
            file: "jpeg/grey-progressive.jpg", quarters: ExpectedPicture.greys([87, 130, 52, 250]), tolerance: 2),
        ExpectedPicture(file: "jpeg/rgb-names.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/rgb-adobe.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/no-jfif.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/trailing.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/exif-little.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/exif-big.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/exif-nonsense.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/exif-damaged.jpg", tolerance: 2),
        ExpectedPicture(file: "jpeg/profile.jpg", quarters: ExpectedPicture.swapped, tolerance: 12),
        ExpectedPicture(file: "jpeg/profile-parts.jpg", quarters: ExpectedPicture.swapped, tolerance: 12),
        ExpectedPicture(file: "jpeg/profile-turned.jpg", quarters: ExpectedPicture.swapped, tolerance: 12),
    ]

    static let inks = ["jpeg/cmyk-adobe.jpg", "jpeg/ycck-adobe.jpg", "jpeg/cmyk-bare.jpg"]

    @Test(arguments: pictures) func showsTheScene(picture: ExpectedPicture) throws {
        try picture.check()
    }

    /// Inks have no exact colour without a profile: which channel leads is sure, and that paper is white.
    @Test(arguments: inks)
    func readsInks(file: String) throws {
        let quarters = Fixture.quarters(of: try Fixture.decode(Fixture.bytes(file)))
        for channel in 0..<3 {
            let others = quarters[channel].enumerated().filter { $0.offset != channel }.map(\.element)
            #expect(quarters[channel][channel] > (others.max() ?? 0) + 50, "\(quarters)")
        }
        #expect((quarters[3].min() ?? 0) > 235, "\(quarters)")
    }

    @Test func inksAreTheSameInEachWriting() throws {
        let plain = Fixture.quarters(of: try Fixture.decode(Fixture.bytes("jpeg/cmyk-adobe.jpg")))
        for file in Self.inks.dropFirst() {
            let other = Fixture.quarters(of: try Fixture.decode(Fixture.bytes(file)))
            #expect(Fixture.distance(plain, other) <= 4, "\(file): \(plain) and \(other)")
        }
    }
}
