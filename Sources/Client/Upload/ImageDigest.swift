import Crypto
package import Foundation

/// SHA-256 of an image's bytes, as `ImageInfo.sha256` has it: lower-case hexadecimal.
package enum ImageDigest {
    package static func sha256(of bytes: Data) -> String {
        SHA256.hash(data: bytes).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
