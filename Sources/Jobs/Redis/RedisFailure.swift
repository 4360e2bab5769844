/// Says in our words what a Redis server answered, or why it did not, with its address and what to do.
struct RedisFailure: Sendable {
    let url: RedisURL

    func callAsFunction(_ broken: RedisLink.Broken) -> JobError {
        let words =
            broken.isTimeOut
            ? "does not answer within \(RedisLink.commandMilliseconds / 1000) s. Look at its load and at the network between."
            : "cannot be reached: \(broken.words). Check that it runs, its address, and the network between."
        return error(words, broken.words, .unreachable)
    }

    func noMaster(_ name: String, _ words: String) -> JobError {
        error(
            "is not known: \(words). Check the name '\(name)' and the addresses of the sentinels.", words, .unreachable)
    }

    /// - Parameter text: the server's error, which begins with its code.
    func callAsFunction(_ text: String) -> JobError {
        for (code, fault, words) in Self.known where text.contains(code) { return error(words, text, fault) }
        if let moved = text.split(separator: " ").drop(while: { $0 != "MOVED" && $0 != "ASK" }).dropFirst(2).first {
            return error(
                "is a node of a cluster that does not hold this queue's keys. Give the address of the one that does: "
                    + "\(moved).", text, .other)
        }
        return error("refuses an operation; the log has the cause.", text, .other)
    }

    func damaged(_ finding: String) -> JobError {
        error(
            "holds something else than a queue under the prefix '{\(url.prefix)}:'. Look at these keys, or choose another "
                + "prefix (?prefix=NAME).", finding, .damaged)
    }

    var closed: JobError { error("is no longer used: the queue is closed.", "closed", .closed) }

    private func error(_ words: String, _ cause: String, _ fault: StoreFault) -> JobError {
        JobError(.storeUnavailable, "The queue's \(url) \(words)", cause: cause, fault: fault)
    }

    /// A script's error has the code of the command that failed somewhere in its middle.
    private static let known: [(code: String, fault: StoreFault, words: String)] = [
        (
            "OOM ", .full,
            "has no memory left for more (maxmemory). Raise maxmemory, or keep jobs and images for a shorter time. Nothing "
                + "accepted is lost."
        ),
        (
            "READONLY", .readOnly,
            "is a replica and takes no writes. Give the address of the master, or of the sentinels (redis+sentinel://)."
        ),
        (
            "LOADING", .other,
            "is still reading its data from disk. Nothing is to be done: it is tried again until it is ready."
        ),
        (
            "MASTERDOWN", .readOnly,
            "is a replica that has lost its master. Give the address of the master, or of the sentinels "
                + "(redis+sentinel://)."
        ),
        (
            "MISCONF", .io,
            "cannot write its data to disk and takes no writes. Its log says why: make room on its disk, or mend it."
        ),
        (
            "NOREPLICAS", .other,
            "has fewer replicas than it was told to insist on (min-replicas-to-write). Start them, or change that."
        ),
        ("NOAUTH", .other, "asks for a password. Give it: redis://user:password@host, or redis://:password@host."),
        ("WRONGPASS", .other, "does not know this user or password. Check both in the queue's address."),
        ("invalid password", .other, "does not know this password. Check it in the queue's address."),
        (
            "AUTH <password> called without any password", .other,
            "has no password set, and one was given. Leave it out of the queue's address, or set it in the server."
        ),
        (
            "NOPERM", .other,
            "does not let this user do what the queue needs. Allow it the queue's keys and channels and the commands "
                + "(ACL SETUSER … ~{top5}:* &{top5}:* +@all -@dangerous +info)."
        ),
        ("DENIED", .other, "is in protected mode. Set a password in it, or bind it to the right address."),
        ("CLUSTERDOWN", .other, "belongs to a cluster that is down. Look at `redis-cli cluster info`."),
        ("CROSSSLOT", .other, "is behind a proxy that spreads the queue's keys. Give the address of the node itself."),
        ("BUSY ", .locked, "is busy with another script. See `redis-cli script kill`."),
        ("max number of clients", .other, "has as many clients as it takes. Raise maxclients."),
        (
            "DB index is out of range", .other,
            "does not have this database. Check the number at the end of the address."
        ),
        ("unknown command", .other, "does not know a command that the queue needs. Use Redis 6.2 or later."),
    ]
}
