import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// For everything but connections: the queue, models, libraries, the log.
    private static let reserved = 256

    /// Raises this process's limit as far as `connections` need it and the system lets it.
    /// - Returns: the connections that there is room for.
    static func makeRoom(for connections: Int) -> Int {
        var limits = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limits) == 0 else { return connections }
        let needed = rlim_t(connections + reserved)
        if limits.rlim_cur < needed {
            limits.rlim_cur = min(needed, limits.rlim_max)
            _ = setrlimit(kind, &limits)
            guard getrlimit(kind, &limits) == 0 else { return connections }
        }
        return limits.rlim_cur >= needed ? connections : max(1, Int(limits.rlim_cur) - reserved)
    }

    /// Raises this process's limit, and with it that of children to come, as far as the system lets it, up to 65,536.
    /// - Returns: the limit now.
    static func raiseLimit() -> Int {
        makeRoom(for: 65_536 - reserved) + reserved
    }
}
