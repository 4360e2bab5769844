import Crypto
import Foundation

/// The bytes of an image as they come in, with their sum: hashed piece by piece, so that no thread is held up by it.
struct ReceivedImage: Sendable {
    private(set) var bytes = Data()
    private var hasher = SHA256()

    mutating func append(_ more: some DataProtocol) {
        bytes.append(contentsOf: more)
        hasher.update(data: more)
    }

    /// Lower-case hexadecimal.
    var sha256: String { hasher.finalize().hexadecimal }
}
