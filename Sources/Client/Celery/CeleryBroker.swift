import Foundation

/// What stands in the broker's lists and in the workers' reserve, read a little at each look and never changed.
actor CeleryBroker {
    /// What one look has found.
    struct Look: Sendable {
        var messages: [CeleryMessage] = []
        /// Were seen here before, and are no more.
        var gone: [String] = []
        /// That workers have taken and not acknowledged.
        var reserved: Set<String> = []
        /// Waiting in lists and reserves, also those that were not read.
        var waiting = 0
        /// Entries that are no tasks.
        var unreadable = 0
    }

    /// Between a queue's name and a priority, as kombu has it.
    private static let separator = "\u{06}\u{16}"
    /// Priorities that have lists of their own; 0 is the queue's own list.
    private static let priorities = 1...9
    /// Bytes of messages that one look reads.
    private static let mostBytes = 4 << 20
    /// Messages of one list that are known at once.
    private static let mostKnown = 5_000
    /// Entries of the reserve that are read.
    private static let mostReserved = 2_000

    private let lists: [String]
    /// By list: ids of the tasks from the newest on, without a gap.
    private var known: [String: [String]] = [:]
    /// By delivery tag.
    private var reserved: [String: String] = [:]

    init(queues: [String]) {
        lists = queues.flatMap { queue in
            [queue] + Self.priorities.map { "\(queue)\(Self.separator)\($0)" }
        }
    }

    func look(_ reader: any RedisReader) async throws(ClientError) -> Look {
        var look = Look()
        var budget = Self.mostBytes
        let lengths = try await reader.ask(lists.map { ["LLEN", $0] })
        for (list, length) in zip(lists, lengths) {
            let count = length.number ?? 0
            look.waiting += count
            guard count > 0 || known[list]?.isEmpty == false else { continue }
            try await walk(list, reader, &look, &budget)
        }
        try await lookAtReserve(reader, &look, &budget)
        // What went from a list into a reserve, or back, still waits.
        look.reserved = Set(reserved.values)
        let here = Set(known.values.joined()).union(look.reserved)
        look.gone.removeAll { here.contains($0) }
        return look
    }

    /// From the newest on until what was known; what is missing at the other end has been taken.
    private func walk(
        _ list: String, _ reader: any RedisReader, _ look: inout Look, _ budget: inout Int
    ) async throws(ClientError) {
        let before = known[list] ?? []
        let old = Set(before)
        var new: [String] = []
        var seen: Set<String> = []
        var start = 0
        var step = 1
        var count = 0
        var hasMet = false
        repeat {
            // Length and entries of the same moment.
            let replies = try await reader.ask([
                ["MULTI"], ["LLEN", list], ["LRANGE", list, "\(start)", "\(start + step - 1)"], ["EXEC"],
            ])
            let both = replies.last?.list ?? []
            guard both.count == 2, let length = both[0].number else { break }
            count = length
            let entries = both[1].list.compactMap(\.bytes)
            budget -= entries.reduce(0) { $0 + $1.count }
            for entry in entries {
                guard let message = CeleryMessage(entry) else {
                    look.unreadable += 1
                    continue
                }
                if old.contains(message.id) { hasMet = true }
                guard !hasMet, seen.insert(message.id).inserted else { continue }
                new.append(message.id)
                look.messages.append(message)
            }
            start += step
            step = min(64, step * 4)
        } while !hasMet && start < count && budget > 0 && new.count < Self.mostKnown
        // Behind a gap nobody knows who stands there.
        var ids = new + (hasMet || start >= count ? before : [])
        if ids.count > count {
            look.gone += ids.suffix(ids.count - count)
            ids.removeLast(ids.count - count)
        }
        known[list] = Array(ids.prefix(Self.mostKnown))
    }

    private func lookAtReserve(
        _ reader: any RedisReader, _ look: inout Look, _ budget: inout Int
    ) async throws(ClientError) {
        let size = try await reader.ask([["HLEN", "unacked"]]).first?.number ?? 0
        look.waiting += size
        guard size <= Self.mostReserved else { return }
        let tags = size > 0 ? try await reader.ask([["HKEYS", "unacked"]]).first?.list.compactMap(\.text) ?? [] : []
        let now = Set(tags)
        for (tag, id) in reserved where !now.contains(tag) {
            look.gone.append(id)
            reserved[tag] = nil
        }
        var new = tags.filter { reserved[$0] == nil }[...]
        while !new.isEmpty, budget > 0 {
            let part = new.prefix(8)
            new = new.dropFirst(8)
            let values = try await reader.ask([["HMGET", "unacked"] + part]).first?.list ?? []
            for (tag, value) in zip(part, values) {
                guard let bytes = value.bytes else { continue }
                budget -= bytes.count
                guard let message = CeleryMessage(unacked: bytes) else {
                    look.unreadable += 1
                    continue
                }
                reserved[tag] = message.id
                look.messages.append(message)
            }
        }
    }
}
