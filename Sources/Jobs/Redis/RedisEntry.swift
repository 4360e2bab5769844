/// Makes links to the server of an address: finds the master, says who we are, and learns what it is. Blocks.
struct RedisEntry: Sendable {
    let url: RedisURL
    let failure: RedisFailure
    /// Done on each link before it is used.
    private let prepare: @Sendable (RedisLink, RedisServer) throws -> Void

    init(_ url: RedisURL, prepare: @escaping @Sendable (RedisLink, RedisServer) throws -> Void = { _, _ in }) {
        self.url = url
        self.prepare = prepare
        failure = RedisFailure(url: url)
    }

    /// - Throws: `storeUnavailable`.
    func link() throws(JobError) -> RedisLink {
        do {
            let link = try connect()
            if let password = url.password {
                var auth = RedisCommand("AUTH")
                if let user = url.user { auth.add(user) }
                auth.add(password)
                try ask(link, auth)
            }
            if url.database != 0 { try ask(link, RedisCommand("SELECT", String(url.database))) }
            try ask(link, RedisCommand("PING"))
            // For `CLIENT LIST`; a server that does not allow it serves as well.
            _ = try link.send(RedisCommand("CLIENT", "SETNAME", "top5"))
            if case .sentinel(_, let name) = url.place { try insistOnMaster(link, name) }
            let server = try RedisServer(asking: link)
            if let version = server.version, version < (6, 2) {
                throw JobError(
                    .storeUnavailable,
                    "The queue's \(url) is version \(version.major).\(version.minor). The queue needs Redis 6.2 or later."
                )
            }
            try prepare(link, server)
            return link
        } catch let error as JobError {
            throw error
        } catch let broken as RedisLink.Broken {
            throw failure(broken)
        } catch {
            throw failure(String(describing: error))
        }
    }

    private func connect() throws -> RedisLink {
        switch url.place {
        case .host(let host): return try RedisLink(host: host.name, port: host.port)
        case .socket(let path): return try RedisLink(host: path, port: 0)
        case .sentinel(let hosts, let name):
            let master = try master(name, hosts)
            return try RedisLink(host: master.name, port: master.port)
        }
    }

    /// The answer of the first sentinel that has one.
    private func master(_ name: String, _ sentinels: [RedisURL.Host]) throws -> RedisURL.Host {
        var reasons: [String] = []
        for sentinel in sentinels {
            do {
                let link = try RedisLink(host: sentinel.name, port: sentinel.port, milliseconds: 1_000)
                let reply = try link.send(RedisCommand("SENTINEL", "get-master-addr-by-name", name))
                if let host = reply.array?.first?.text, let port = reply.array?.last?.integer {
                    return RedisURL.Host(name: host, port: Int(port))
                }
                reasons.append("\(sentinel) knows no such master")
            } catch {
                reasons.append("\(sentinel): \(error.words)")
            }
        }
        throw failure.noMaster(name, reasons.joined(separator: "; "))
    }

    /// After a failover a sentinel may still name the old master for a moment.
    private func insistOnMaster(_ link: RedisLink, _ name: String) throws {
        let role = try link.send(RedisCommand("ROLE")).array?.first?.text
        guard role == nil || role == "master" else { throw failure("READONLY role \(role ?? "")") }
    }

    private func ask(_ link: RedisLink, _ command: RedisCommand) throws {
        if case .error(let text) = try link.send(command) { throw failure(text) }
    }
}
