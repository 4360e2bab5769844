import Crypto
import Foundation

/// A token as its bearer has it: `top5_ID_SECRET`, shown once when it is made and kept nowhere.
///
/// The id (12 hexadecimal digits) is no secret: it finds the stored token and names it in listings. The secret is 32 random
/// bytes in base64url.
package struct AccessToken: Sendable {
    package let text: String
    package let id: String

    private static let idBytes = 6
    private static let secretBytes = 32
    /// Characters of 32 bytes in base64url without padding.
    private static let secretLength = 43

    package static func make() -> Self {
        let id = bytes(idBytes).hexadecimal
        let secret = Data(bytes(secretBytes)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return Self(text: "top5_\(id)_\(secret)", id: id)
    }

    /// nil for text that cannot be a token.
    init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "top5", Self.isID(String(parts[1])),
            parts[2].utf8.count == Self.secretLength
        else { return nil }
        self.init(text: String(text), id: String(parts[1]))
    }

    private init(text: String, id: String) {
        self.text = text
        self.id = id
    }

    static func isID(_ text: String) -> Bool {
        text.utf8.count == idBytes * 2 && text.allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    /// What is stored in the token's place. One round of SHA-256, unsalted, is enough for a secret of 256 random bits: there
    /// is no dictionary to try, and no two tokens are alike. Slow, salted hashes are for what people make up.
    var digest: SHA256Digest { SHA256.hash(data: Data(text.utf8)) }

    private static func bytes(_ count: Int) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }
}
