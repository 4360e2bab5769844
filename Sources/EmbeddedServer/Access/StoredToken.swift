import API
import Crypto
package import Foundation

/// What is kept of a token: enough to know it again, not enough to use it.
package struct StoredToken: Codable, Sendable, Equatable {
    package var id: String
    /// What its jobs are listed under; several tokens may share it, so that one can follow another.
    package var name: String
    package var role: AccessRole
    package var createdAt: Date
    /// SHA-256 of the token, lower-case hexadecimal.
    package var sha256: String

    enum CodingKeys: String, CodingKey {
        case id, name, role
        case createdAt = "created_at"
        case sha256
    }

    /// Bytes of a name; the limit of a job's client.
    private static let maxNameBytes = ClientName.maxBytes

    /// - Throws: `ServiceError` `INVALID_REQUEST` for a name that could not stand in a filter.
    package init(_ token: AccessToken, name: String, role: AccessRole, createdAt: Date = .now) throws(ServiceError) {
        guard Self.isName(name) else {
            throw ServiceError(
                .invalidRequest,
                "'\(name)' is no name for a token: give 1 to \(Self.maxNameBytes) letters, digits and . _ - @ of ASCII."
            )
        }
        id = token.id
        self.name = name
        self.role = role
        self.createdAt = createdAt
        sha256 = token.digest.hexadecimal
    }

    /// nil for a stored text that is no SHA-256.
    var digest: [UInt8]? {
        let digits = Array(sha256.utf8)
        guard digits.count == SHA256.byteCount * 2 else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        return bytes.count == SHA256.byteCount ? bytes : nil
    }

    /// What is wrong with one that was read; nil: nothing.
    var flaw: String? {
        if !AccessToken.isID(id) { return "the id '\(id.prefix(40))' is none" }
        if !Self.isName(name) { return "the name of token \(id) is none" }
        if digest == nil { return "the sha256 of token \(id) is none" }
        return nil
    }

    private static func isName(_ name: String) -> Bool {
        (1...maxNameBytes).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-@".contains($0)) }
    }
}
