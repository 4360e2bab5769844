import Foundation

/// Where a service listens: `http://HOST:PORT`, `https://HOST:PORT`, bare `HOST:PORT`, or `unix:PATH`.
package struct ServiceAddress: Sendable, Equatable, CustomStringConvertible {
    /// As given, normalised: what messages name the service by.
    package let description: String
    /// The path of the socket; nil for an address on the network.
    package let socketPath: String?
    private let root: String
    /// Bytes of a socket's path that the kernel takes: `sun_path` of unix(7), less its end.
    private static let maxPathBytes = 107

    /// - Throws: `ClientError.unreachable` for text that is no such address.
    package init(_ text: String) throws(ClientError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard !path.isEmpty else {
                throw ClientError(.unreachable, "'\(text)' names no socket. Write unix:PATH.")
            }
            guard path.utf8.count <= Self.maxPathBytes else {
                throw ClientError(
                    .unreachable,
                    "'\(PlainText.of(text))' has a path of \(path.utf8.count) bytes. The path of a socket has at most "
                        + "\(Self.maxPathBytes): choose a shorter one.")
            }
            socketPath = path
            description = "unix:\(path)"
            root = "http+unix://\(PercentEncoding.encode(path))"
            return
        }
        let absolute = text.contains("://") ? text : "http://\(text)"
        if let port = Self.port(in: absolute), !port.isEmpty, !(1...65_535).contains(Int(port) ?? 0) {
            throw ClientError(
                .unreachable,
                "'\(PlainText.of(text))' has the port \(PlainText.of(port)). A port is a number from 1 to 65535.")
        }
        guard let parts = URLComponents(string: absolute), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.query == nil, parts.fragment == nil
        else {
            throw ClientError(
                .unreachable,
                "'\(PlainText.of(text))' is not the address of a service. Write http://HOST:PORT, https://HOST:PORT or unix:PATH."
            )
        }
        var base = "\(scheme)://\(host)"
        if let port = parts.port { base += ":\(port)" }
        base += parts.percentEncodedPath
        while base.hasSuffix("/") { base.removeLast() }
        socketPath = nil
        description = base
        root = base
    }

    // URLComponents gives nil both for no port and for a port that is no number.
    private static func port(in absolute: String) -> String? {
        guard let start = absolute.range(of: "://")?.upperBound else { return nil }
        let authority = absolute[start...].prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let afterBrackets = host.lastIndex(of: "]").map { host[$0...] } ?? host
        guard let colon = afterBrackets.lastIndex(of: ":") else { return nil }
        return String(afterBrackets[afterBrackets.index(after: colon)...])
    }

    /// The URL of a path of the API, which starts with `/`, and of its query.
    func url(_ path: String, query: [URLQueryItem] = []) -> String {
        guard !query.isEmpty else { return root + path }
        let pairs = query.map { item in
            "\(PercentEncoding.encode(item.name))=\(PercentEncoding.encode(item.value ?? ""))"
        }
        return root + path + "?" + pairs.joined(separator: "&")
    }
}
