import API

/// A host that images may be fetched from: `HOST`, `*.DOMAIN` for every name below a domain, or an address, with a port
/// where it is not the scheme's own: `HOST:PORT`, `[IPv6]:PORT`.
package struct HostPattern: Sendable, Equatable, CustomStringConvertible {
    private let host: String
    /// Whether it stands for the names below `host`, and not for `host` itself.
    private let isWildcard: Bool
    /// nil: 80 for http, 443 for https.
    private let port: Int?

    /// - Throws: `ServiceError` `INVALID_REQUEST` for text of another form.
    package init(parsing text: String) throws(ServiceError) {
        isWildcard = text.hasPrefix("*.")
        guard let authority = URLAuthority(parsing: isWildcard ? text.dropFirst(2) : Substring(text)),
            !isWildcard || authority.address == nil
        else {
            throw ServiceError(
                .invalidRequest,
                "'\(text)' is no host to fetch images from: give HOST, HOST:PORT, *.DOMAIN, an IPv4 address or [IPv6].")
        }
        host = authority.host
        port = authority.port
    }

    func matches(_ url: ImageURL) -> Bool {
        guard url.port == port ?? url.scheme.port else { return false }
        return isWildcard ? url.host.hasSuffix(".\(host)") : url.host == host
    }

    package var description: String {
        (isWildcard ? "*." : "") + (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
    }
}
