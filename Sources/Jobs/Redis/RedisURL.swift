import Foundation

/// Where a Redis server is, and as whom to speak to it.
///
/// `redis://[user:password@]host[:port][/db]`, `redis+unix://[user:password@]/path/of/socket`,
/// `redis+sentinel://[user:password@]host[:port],host[:port]/name[/db]`; `?prefix=top5` names the queue among others of the
/// server, `?db=1` the database of a socket.
package struct RedisURL: Sendable, Equatable {
    package struct Host: Sendable, Equatable, CustomStringConvertible {
        package var name: String
        package var port: Int

        package init(name: String, port: Int) {
            self.name = name
            self.port = port
        }

        package var description: String { name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)" }
    }

    package enum Place: Sendable, Equatable {
        case host(Host)
        case socket(path: String)
        /// The master that Redis Sentinel knows by this name.
        case sentinel([Host], name: String)
    }

    package var place: Place
    package var user: String?
    package var password: String?
    /// Default 0.
    package var database: Int
    /// All keys begin with `{prefix}:`. Default `top5`.
    package var prefix: String

    /// Whether a text names a Redis server rather than a file.
    package static func isMeant(by text: String) -> Bool {
        ["redis:", "rediss:", "redis+unix:", "redis+sentinel:", "rediss+sentinel:"].contains(where: text.hasPrefix)
    }

    /// - Throws: `storeUnavailable`, with what is wrong.
    package init(parsing text: String) throws(JobError) {
        let parts = try RedisURLParts(text)
        (user, password) = (parts.user, parts.password)
        prefix = parts.options["prefix"] ?? "top5"
        guard !prefix.isEmpty, prefix.utf8.count <= 64, !prefix.contains(where: { "{}:\0".contains($0) }) else {
            throw Self.error("the prefix '\(prefix)' must have 1 to 64 characters, none of them {, } or :")
        }
        if let unknown = parts.options.keys.sorted().first(where: { !["prefix", "db"].contains($0) }) {
            throw Self.error("it has the unknown option '\(unknown)'; known are prefix and db")
        }
        var path = parts.path.split(separator: "/").map(String.init)
        switch parts.scheme {
        case "redis":
            place = .host(try Self.host(parts.authority, defaultPort: 6379))
        case "redis+sentinel":
            guard !path.isEmpty else {
                throw Self.error("the name of the master is missing: redis+sentinel://HOST/NAME")
            }
            let name = path.removeFirst()
            let hosts = try parts.authority.split(separator: ",").map { part throws(JobError) in
                try Self.host(String(part), defaultPort: 26_379)
            }
            guard !hosts.isEmpty else { throw Self.error("it names no sentinel") }
            place = .sentinel(hosts, name: name)
        case "redis+unix":
            guard parts.authority.isEmpty, parts.path.count > 1 else {
                throw Self.error("a socket's path begins after three slashes: redis+unix:///run/redis.sock")
            }
            place = .socket(path: parts.path)
            path = []
        default:
            // TLS is another library of hiredis, from 1.0 on.
            throw Self.error(
                "this build has no TLS for Redis (\(parts.scheme)://). Use redis:// through a tunnel such as stunnel, or a "
                    + "network that is trusted")
        }
        let number = path.first ?? parts.options["db"] ?? "0"
        guard path.count <= 1, let database = Int(number), (0...9999).contains(database) else {
            throw Self.error("its database '\(path.joined(separator: "/"))' must be a number from 0 on")
        }
        self.database = database
    }

    private static func host(_ text: String, defaultPort: Int) throws(JobError) -> Host {
        var name = text
        var port = defaultPort
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]"),
            text.hasPrefix("[") || text[..<colon].count(where: { $0 == ":" }) == 0
        {
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
                throw error("the port in '\(text)' must be 1 to 65535")
            }
            (name, port) = (String(text[..<colon]), number)
        }
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        guard !name.isEmpty else { throw error("it names no host") }
        return Host(name: name, port: port)
    }

    fileprivate static func error(_ what: String) -> JobError {
        JobError(.storeUnavailable, "The queue's address is not usable: \(what).")
    }
}

/// For a person: without the password.
extension RedisURL: CustomStringConvertible {
    package var description: String {
        switch place {
        case .host(let host): "Redis at \(host)"
        case .socket(let path): "Redis at \(path)"
        case .sentinel(let hosts, let name):
            "Redis master '\(name)' of the sentinels \(hosts.map(\.description).joined(separator: ", "))"
        }
    }
}

/// The pieces of an address, percent-decoded.
private struct RedisURLParts {
    var scheme: String
    var user: String?
    var password: String?
    var authority: String
    /// With its first slash.
    var path: String
    var options: [String: String] = [:]

    init(_ text: String) throws(JobError) {
        guard let colon = text.range(of: "://") else {
            throw RedisURL.error("it must begin with redis://, redis+unix:// or redis+sentinel://")
        }
        scheme = text[..<colon.lowerBound].lowercased()
        var rest = String(text[colon.upperBound...])
        if let mark = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                options[String(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
            }
            rest = String(rest[..<mark])
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        path = Self.decoded(rest[slash...])
        authority = String(rest[..<slash])
        guard let at = authority.lastIndex(of: "@") else { return }
        let credentials = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        authority = String(authority[authority.index(after: at)...])
        if credentials.count > 1 { password = Self.decoded(credentials[1]) }
        user = credentials[0].isEmpty ? nil : Self.decoded(credentials[0])
        if password == nil, user != nil {
            throw RedisURL.error("it has a user and no password: redis://user:password@host")
        }
    }

    private static func decoded(_ text: some StringProtocol) -> String { text.removingPercentEncoding ?? String(text) }
}
