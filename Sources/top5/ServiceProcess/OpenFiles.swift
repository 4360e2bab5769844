import Glibc

/// How many files, connections among them, a process may have open.
enum OpenFiles {
    /// Raises this process's limit, and with it that of children to come, to all that the system allows it.
    /// - Returns: the limit now.
    static func raiseLimit() -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
