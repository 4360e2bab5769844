import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct ReceivedImageTests {
    /// FIPS 180-4's example, which has digits of every kind and bytes under 16.
    @Test func theSumOfWhatCameInPieces() {
        var image = ReceivedImage()
        image.append(Data("a".utf8))
        image.append(Data("bc".utf8))
        #expect(image.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func twoDigitsAByte() {
        #expect([UInt8](0...255).hexadecimal == (0...255).map { String(format: "%02x", $0) }.joined())
        #expect([UInt8]().hexadecimal.isEmpty)
    }
}
