import Foundation

/// The result backend's keys, read and never changed.
actor CeleryResults {
    typealias Found = [(id: String, meta: CeleryMeta)]

    /// Bytes of a result that are read; of a longer one only the beginning, for its state.
    private static let mostBytes = 1 << 20
    /// Keys that are asked for at once.
    private static let part = 100
    /// Steps of a walk through all keys in one look; Redis looks at about a thousand keys in each.
    private static let steps = 20
    /// Seconds from the end of a walk to the next. Ends are also published: it finds only what was missed.
    private static let pause = 30.0
    /// Tasks after which no older results are looked for.
    private static let mostKnown = 10_000

    private var cursor: String? = "0"
    private var walksAgain = Date.distantPast
    private(set) var hasMore = false

    /// The results of tasks that are known.
    func read(_ ids: [String], _ reader: any RedisReader) async throws(ClientError) -> Found {
        var found: Found = []
        var rest = ids[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.part))
            rest = rest.dropFirst(Self.part)
            let lengths = try await reader.ask(part.map { ["STRLEN", CeleryMeta.prefix + $0] })
            let there = zip(part, lengths).compactMap { id, length in
                length.number.flatMap { $0 > 0 ? (id: id, length: $0) : nil }
            }
            guard !there.isEmpty else { continue }
            let values = try await reader.ask(
                there.map { id, length in
                    length <= Self.mostBytes
                        ? ["GET", CeleryMeta.prefix + id] : ["GETRANGE", CeleryMeta.prefix + id, "0", "511"]
                })
            for (entry, value) in zip(there, values) {
                guard let bytes = value.bytes else { continue }
                let length = entry.length <= Self.mostBytes ? nil : entry.length
                if let meta = CeleryMeta(bytes, length: length) { found.append((entry.id, meta)) }
            }
        }
        return found
    }

    /// Some of the results of tasks that are not known yet: a walk through all keys, a part of it at each look.
    func walk(_ reader: any RedisReader, ledger: CeleryLedger, at now: Date) async throws(ClientError) -> Found {
        if cursor == nil {
            guard now >= walksAgain else { return [] }
            cursor = "0"
        }
        var ids: [String] = []
        for _ in 0..<Self.steps {
            guard let from = cursor else { break }
            guard await ledger.knownCount + ids.count < Self.mostKnown else {
                hasMore = true
                end(at: now)
                break
            }
            let reply = try await reader.ask([["SCAN", from, "MATCH", CeleryMeta.prefix + "*", "COUNT", "1000"]])
            guard let parts = reply.first?.list, parts.count == 2, let next = parts[0].text else {
                end(at: now)
                break
            }
            for key in parts[1].list.compactMap(\.text) {
                let id = String(key.dropFirst(CeleryMeta.prefix.count))
                if await !ledger.isKnown(id) { ids.append(id) }
            }
            if next == "0" { end(at: now) } else { cursor = next }
        }
        return try await read(ids, reader)
    }

    private func end(at now: Date) {
        cursor = nil
        walksAgain = now.addingTimeInterval(Self.pause)
    }
}
