import API

/// Where the service listens: `HOST:PORT`, `[IPv6]:PORT` or `unix:PATH`.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// Port 0 takes any free one.
    case tcp(host: String, port: Int)
    case unix(path: String)

    /// - Throws: `ServiceError` `INVALID_REQUEST` for text that is none of the three forms.
    package init(parsing text: String) throws(ServiceError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            // sun_path of sockaddr_un holds 108 bytes with the closing zero.
            guard !path.isEmpty, path.utf8.count < 108 else {
                throw ServiceError(
                    .invalidRequest,
                    "'\(text)' is no socket path: give unix:PATH with 1 to 107 bytes of path, it has \(path.utf8.count)."
                )
            }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port), Self.isHost(text[..<colon])
        else {
            throw ServiceError(
                .invalidRequest, "'\(text)' is no address to listen on: give HOST:PORT, [IPv6]:PORT or unix:PATH.")
        }
        let host = text[..<colon].trimmingBrackets
        self = .tcp(host: host.isEmpty ? "127.0.0.1" : host, port: port)
    }

    /// Whether only this machine can connect. Names other than `localhost` count as reachable from elsewhere.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp(let host, _): host == "localhost" || host == "::1" || Self.isLoopbackIPv4(host)
        }
    }

    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    /// A name, an IPv4 address, or an IPv6 address in brackets.
    private static func isHost(_ text: Substring) -> Bool {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        return text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
            && (isBracketed || !text.contains(":"))
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension Substring {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : String(self)
    }
}
