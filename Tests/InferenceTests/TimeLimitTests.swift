import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct TimeLimitTests {
    /// No time at all: whatever decodes row by row stops at its first look at the clock.
    @Test(arguments: ["orientation-1.jpg", "progressive.jpg", "plain.png", "lossy.webp", "plain.tif"])
    func stopsWhatTakesTooLong(name: String) throws {
        let bytes = try Fixture.bytes(name)
        let header = try ImageInspector.inspect(bytes)
        let error = try #require(throws: InferenceError.self) {
            try Fixture.decode(bytes, header: header, limits: ImageLimits(maxMilliseconds: 0))
        }
        #expect(error.code == .imageTooLarge)
        #expect(error.step == .decoding)
        #expect(error.message.contains("over 0 ms"), "\(error.message)")
    }
}
