import Crypto
package import Foundation

/// SHA-256 sums of files, as lower-case hexadecimal.
package enum FileDigest {
    /// Whether a file has a sum, found out on a thread of its own.
    ///
    /// - Throws: `FILE_UNREADABLE`.
    package static func isSum(_ expected: String, of file: URL) async throws(InferenceError) -> Bool {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            do {
                return try sha256(of: file) == expected
            } catch {
                throw InferenceError(.fileUnreadable, "\(file.path) can't be read.", cause: "\(error)")
            }
        }
    }

    /// Reads the file in pieces of 1 MiB, so that its size doesn't matter.
    static func sha256(of file: URL) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            hash.update(data: piece)
        }
        return hash.finalize().map(\.hexadecimal).joined()
    }
}

extension UInt8 {
    /// Two lower-case digits.
    var hexadecimal: String { String(self >> 4, radix: 16) + String(self & 15, radix: 16) }
}
