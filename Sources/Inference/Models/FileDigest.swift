import Crypto
import Foundation

/// SHA-256 sums of files, as lower-case hexadecimal.
enum FileDigest {
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
