import Foundation
import TestSupport
import Testing

@testable import Inference

/// The folders of `Fixtures/` that hold one format each.
@Suite struct CorpusTests {
    private static let formats: [(folder: String, format: ImageFormat)] = [
        ("bmp", .bmp), ("gif", .gif), ("heif", .heif), ("jpeg", .jpeg), ("png", .png), ("tiff", .tiff),
        ("webp", .webp),
    ]

    private static func files(_ folder: String) throws -> [String] {
        let path = Repository.file("Tests/InferenceTests/Fixtures/\(folder)").path
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(folder)/\($0)" }
    }

    @Test func everyFileHasItsTest() throws {
        let pictures =
            JPEGFormatTests.pictures + PNGFormatTests.pictures + WebPFormatTests.pictures + GIFFormatTests.pictures
            + TIFFFormatTests.pictures + BMPFormatTests.pictures + HEIFFormatTests.pictures
        let tested = Set(pictures.map(\.file) + JPEGFormatTests.inks + [TIFFFormatTests.inks, GIFFormatTests.beyond])
        #expect(tested.count > 130)
        let present = Set(try Self.formats.flatMap { try Self.files($0.folder) })
        #expect(present == tested)
    }

    /// Nothing but the bytes decides: each file is named `picture.png`, whatever it is.
    @Test func theNameNeverDecides() throws {
        let place = try TemporaryFolder()
        for (folder, format) in Self.formats {
            for file in try Self.files(folder) {
                let bytes = try Fixture.bytes(file)
                #expect(bytes.count < 20_000, "\(file)")
                let renamed = place.file("picture.png")
                try bytes.write(to: renamed)
                let header = try ImageInspector.inspect(Data(contentsOf: renamed))
                #expect(header.format == format, "\(file)")
            }
        }
    }
}
