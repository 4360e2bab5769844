import Foundation
import Testing

@testable import Inference

@Suite struct ExactPixelTests {
    /// Every pixel at its place: a row too many, a bit shifted or an interlaced pass in the wrong order shows.
    @Test(arguments: ExactPicture.all) func showsWhatIsStored(picture: ExactPicture) throws {
        try picture.check()
    }

    @Test func everyFileHasAnExpectationAndTheOtherWayRound() throws {
        let folders = ImageFormat.allCases.map(\.rawValue)
        let files = try folders.flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: ExactPicture.folder.appending(path: folder).path)
                .map { "\(folder)/\($0)" }
        }
        #expect(Set(files) == Set(ExactPicture.all.map(\.name)))
        #expect(files.count > 150)
    }
}
