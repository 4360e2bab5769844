import API
import Foundation

/// An address that an image may be fetched from, read strictly (RFC 3986), and written anew from what was read.
struct ImageURL: Sendable, Equatable {
    enum Scheme: String, Sendable {
        case http, https

        var port: Int { self == .http ? 80 : 443 }
    }

    let scheme: Scheme
    private let authority: URLAuthority
    /// Path and query, percent-encoded.
    private let target: String

    var host: String { authority.host }
    var address: NetworkAddress? { authority.address }
    var port: Int { authority.port ?? scheme.port }

    /// Bytes of an address.
    static let maxBytes = 2048

    /// - Throws: `ServiceError` `INVALID_URL`.
    init(parsing text: String) throws(ServiceError) {
        guard (1...Self.maxBytes).contains(text.utf8.count) else {
            throw Self.invalid(
                "it has \(text.utf8.count) bytes; an address has 1 to \(Self.maxBytes)", limit: Self.maxBytes)
        }
        guard text.utf8.allSatisfy(Self.isURLByte) else {
            throw Self.invalid("it has characters that must be percent-encoded (a host outside ASCII in punycode)")
        }
        guard let colon = text.firstRange(of: "://") else {
            throw Self.invalid("it does not begin with http:// or https://")
        }
        guard let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased()) else {
            throw Self.invalid(
                "its scheme is '\(text[..<colon.lowerBound].prefix(20))'; only http and https are fetched")
        }
        let rest = text[colon.upperBound...].prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard !rest[..<end].contains("@") else {
            throw Self.invalid("it has a user name in it; addresses with user names or passwords are not fetched")
        }
        guard let authority = URLAuthority(parsing: rest[..<end]) else {
            throw Self.invalid("its host '\(rest[..<end].prefix(80))' is neither a name nor an address in full")
        }
        self.scheme = scheme
        self.authority = authority
        target = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/\(rest[end...])"
    }

    /// Where a redirect leads.
    /// - Throws: `ServiceError` `INVALID_URL`.
    func following(_ location: String) throws(ServiceError) -> ImageURL {
        guard let base = URL(string: text), let next = URL(string: location, relativeTo: base) else {
            throw Self.invalid("the redirect's Location is no address")
        }
        return try ImageURL(parsing: next.absoluteString)
    }

    /// As it is sent for.
    var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(authority.port.map { ":\($0)" } ?? "")\(target)"
    }

    /// The last part of the path, for want of a better name of the image; nil where it has none.
    var fileName: String? {
        let path = target.prefix { $0 != "?" }
        guard let last = path.split(separator: "/").last, !path.hasSuffix("/") else { return nil }
        return last.removingPercentEncoding ?? String(last)
    }

    private static func invalid(_ why: String, limit: Int? = nil) -> ServiceError {
        ServiceError(
            .invalidURL, "data.image_url cannot be used: \(why). Give an address such as https://example.org/cat.jpg.",
            details: limit.map { ["limit": $0] })
    }

    /// Reserved, unreserved and percent characters.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
        }
    }
}
