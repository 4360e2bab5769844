import Testing

@testable import Inference

/// A file of the corpus and what must be seen in it.
struct ExpectedPicture: Sendable, CustomTestStringConvertible {
    /// Below `Fixtures/`.
    let file: String
    /// Pixels, upright.
    var size = PixelSize(width: 48, height: 32)
    /// Red, green, blue in the middle of the quarters: above left and right, below left and right.
    var quarters = Fixture.scene
    /// The most that a sample may differ, of 255.
    var tolerance = 0

    var testDescription: String { file }

    /// Four greys.
    static func greys(_ values: [Int]) -> [[Int]] { values.map { [$0, $0, $0] } }

    /// Clear black and half-opaque black above, on white.
    static let onWhite = [[255, 255, 255], [127, 127, 127], [30, 30, 220], [250, 250, 250]]

    /// Red and green exchanged, as the profile of the corpus asks.
    static let swapped = [[30, 220, 30], [200, 30, 30], [30, 30, 220], [250, 250, 250]]

    static let odd = PixelSize(width: 47, height: 31)

    /// Decodes and compares.
    func check() throws {
        let bytes = try Fixture.bytes(file)
        let image = try Fixture.decode(bytes)
        #expect((image.width, image.height) == (size.width, size.height))
        let found = Fixture.quarters(of: image)
        #expect(Fixture.distance(found, quarters) <= tolerance, "\(found) instead of \(quarters)")
    }
}
