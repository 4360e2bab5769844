/// What a server says of itself: its version, and what of its data outlives it.
struct RedisServer: Sendable {
    /// Another one after each start of the server.
    var run: String?
    var version: (major: Int, minor: Int)?
    private var appendOnly: Bool?
    private var appendSync: String?
    private var snapshots: String?
    private var eviction: String?

    /// Blocks. A server that does not answer such questions is asked no further.
    init(asking link: RedisLink) throws(RedisLink.Broken) {
        let info = try Self.fields(link.send(RedisCommand("INFO")))
        run = info["run_id"]
        let numbers = info["redis_version"]?.split(separator: ".").compactMap { Int($0) } ?? []
        if numbers.count > 1 { version = (numbers[0], numbers[1]) }
        appendOnly = info["aof_enabled"].map { $0 == "1" }
        eviction = info["maxmemory_policy"]
        appendSync = try Self.setting("appendfsync", link)
        snapshots = try Self.setting("save", link)
    }

    /// See `JobStore.durability`.
    var durability: String {
        switch (appendOnly, appendSync) {
        case (true?, "always"?): "in Redis, on its disk (synced at each write)"
        case (true?, "everysec"?): "in Redis, on its disk (synced each second: a power cut may lose the last)"
        case (true?, "no"?): "in Redis, on its disk (synced when its system does: a power cut may lose the last 30 s)"
        case (true?, _): "in Redis, on its disk (how often it is synced cannot be asked)"
        case (false?, _) where snapshots?.isEmpty == false:
            "in Redis, in snapshots only (a crash loses all since the last: save \(snapshots ?? ""))"
        case (false?, _) where snapshots != nil: "in Redis, in memory only (LOST WHEN IT STOPS)"
        case (false?, _): "in Redis, not on disk at each write (appendonly no)"
        case (nil, _): "in Redis (what it keeps on disk cannot be asked)"
        }
    }

    /// What an operator should change, in sentences.
    var warnings: [String] {
        var warnings: [String] = []
        if appendOnly == false {
            warnings.append(
                "Redis keeps jobs that were accepted \(snapshots == "" ? "in memory only" : "not on disk at each write"): a "
                    + "crash of it loses them. Set appendonly yes, and appendfsync always for no loss at all.")
        } else if let appendSync, appendSync != "always" {
            warnings.append(
                "Redis syncs its disk with appendfsync \(appendSync): a power cut may lose jobs that were accepted last. "
                    + "appendfsync always loses none.")
        }
        if let eviction, eviction != "noeviction" {
            warnings.append(
                "Redis may drop jobs when its memory is full: maxmemory-policy is \(eviction). Set it to noeviction.")
        }
        return warnings
    }

    /// nil where it is not told, such as without the right to CONFIG.
    private static func setting(_ name: String, _ link: RedisLink) throws(RedisLink.Broken) -> String? {
        guard let pair = try link.send(RedisCommand("CONFIG", "GET", name)).array, pair.count == 2 else { return nil }
        return pair[1].text
    }

    private static func fields(_ reply: RedisReply) -> [String: String] {
        let pairs = (reply.text ?? "").split(whereSeparator: \.isNewline).compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}
