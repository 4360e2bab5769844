import Foundation

/// Which proxy a download goes through, by the environment variables that curl and others follow.
struct Proxy: Sendable, Equatable {
    var host: String
    var port: Int

    /// - Parameter environment: of the process. `http_proxy` counts in lower case only, as everywhere: a CGI's caller could
    ///   set the other one.
    static func of(_ url: URL, environment: [String: String]) -> Proxy? {
        guard let host = url.host?.lowercased(), !isExempt(host, environment) else { return nil }
        let names = url.scheme == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        let value = (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return value.flatMap(parse)
    }

    /// `http://HOST:PORT` or `HOST:PORT`; others, such as socks5, are not known here.
    private static func parse(_ text: String) -> Proxy? {
        let address = text.contains("://") ? text : "http://\(text)"
        guard let url = URL(string: address), url.scheme == "http", let host = url.host, !host.isEmpty else {
            return nil
        }
        return Proxy(host: host, port: url.port ?? 80)
    }

    private static func isExempt(_ host: String, _ environment: [String: String]) -> Bool {
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        return list.lowercased().split(separator: ",").contains { entry in
            let name = entry.trimmingCharacters(in: .whitespaces)
            let suffix = name.hasPrefix(".") ? name : ".\(name)"
            return name == "*" || host == name || host.hasSuffix(suffix) && suffix.count > 1
        }
    }
}
