import Foundation
import Inference
import Testing

@Suite struct ThumbnailTests {
    @Test func fitsUprightInTheBox() async throws {
        let image = try await Thumbnail.make(
            Fixture.bytes("orientation-8.jpg"), fit: PixelSize(width: 24, height: 100))
        #expect((image.width, image.height) == (24, 16))
        #expect(Fixture.distance(Fixture.quarters(of: image), Fixture.scene) <= 3)
    }

    @Test func isNeverEnlarged() async throws {
        let image = try await Thumbnail.make(Fixture.bytes("plain.png"), fit: PixelSize(width: 500, height: 500))
        #expect((image.width, image.height) == (48, 32))
    }

    @Test func refusesWhatIsNoPicture() async throws {
        let error = await #expect(throws: InferenceError.self) {
            try await Thumbnail.make(Data("text".utf8), fit: PixelSize(width: 5, height: 5))
        }
        #expect(error?.code == .unsupportedImage)
    }
}
