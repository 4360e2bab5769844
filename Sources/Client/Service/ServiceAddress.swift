import Foundation

/// Where a service listens: `http://HOST:PORT`, `https://HOST:PORT`, bare `HOST:PORT`, or `unix:PATH`.
package struct ServiceAddress: Sendable, Equatable, CustomStringConvertible {
    /// As given, normalised: what messages name the service by.
    package let description: String
    /// The path of the socket; nil for an address on the network.
    package let socketPath: String?
    private let root: String

    /// - Throws: `ClientError.unreachable` for text that is no such address.
    package init(_ text: String) throws(ClientError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard !path.isEmpty else {
                throw ClientError(.unreachable, "'\(text)' names no socket. Write unix:PATH.")
            }
            socketPath = path
            description = "unix:\(path)"
            root = "http+unix://\(PercentEncoding.encode(path))"
            return
        }
        let absolute = text.contains("://") ? text : "http://\(text)"
        guard let parts = URLComponents(string: absolute), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.fragment == nil
        else {
            throw ClientError(
                .unreachable,
                "'\(PlainText.of(text))' is not the address of a service. Write http://HOST:PORT or unix:PATH.")
        }
        var base = "\(scheme)://\(host)"
        if let port = parts.port { base += ":\(port)" }
        base += parts.percentEncodedPath
        while base.hasSuffix("/") { base.removeLast() }
        socketPath = nil
        description = base
        root = base
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
