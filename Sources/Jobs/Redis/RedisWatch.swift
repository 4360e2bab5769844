package import Foundation
import Synchronization

/// A server looked at by somebody who only reads: one link for questions, one that listens. Each blocks on a queue of its
/// own, and neither is made again when it breaks.
package final class RedisWatch: Sendable {
    /// What was published on a channel.
    package struct Publication: Sendable {
        package var channel: String
        package var message: Data
    }

    /// Publications that are handed over at once.
    private static let mostAtOnce = 1_000

    private let questions: RedisSeat
    private let feed: RedisSeat

    /// - Throws: `storeUnavailable` for an address that is none, or where nobody answers.
    package init(_ address: String) async throws(JobError) {
        let entry = RedisEntry(try RedisURL(parsing: address))
        questions = try await RedisSeat.taken(entry, "redis questions")
        feed = try await RedisSeat.taken(entry, "redis feed")
    }

    /// The database of an address.
    /// - Throws: `storeUnavailable` for an address that is none.
    package static func database(of address: String) throws(JobError) -> Int { try RedisURL(parsing: address).database }

    /// For a person: without the password.
    /// - Throws: `storeUnavailable` for an address that is none.
    package static func name(of address: String) throws(JobError) -> String {
        try RedisURL(parsing: address).description
    }

    /// The answers to commands that are sent one behind the other.
    /// - Throws: `storeUnavailable` when the link broke; it is of no use any more.
    package func ask(_ commands: [[String]]) async throws(JobError) -> [RedisReply] {
        try await questions.use { link throws(RedisLink.Broken) in
            for words in commands {
                var command = RedisCommand()
                for word in words { command.add(word) }
                try link.append(command)
            }
            return try commands.map { _ throws(RedisLink.Broken) in try link.reply() }
        }
    }

    /// - Throws: as `ask`.
    package func listen(to patterns: [String]) async throws(JobError) {
        try await feed.use { link throws(RedisLink.Broken) in
            for pattern in patterns {
                if case .error(let text) = try link.send(RedisCommand("PSUBSCRIBE", pattern)) {
                    throw RedisLink.Broken(words: text)
                }
            }
        }
    }

    /// Waits for the first publication, and returns it with those that are there already; none after `limit`.
    /// - Throws: as `ask`.
    package func publications(within limit: Duration) async throws(JobError) -> [Publication] {
        try await feed.use { link throws(RedisLink.Broken) in
            var found: [Publication] = []
            var milliseconds = Int32(clamping: Int64(max(0, limit / .milliseconds(1))))
            while found.count < Self.mostAtOnce, let reply = try link.next(within: milliseconds) {
                milliseconds = 0
                guard let parts = reply.array, parts.count == 4, parts[0].text == "pmessage",
                    let channel = parts[2].text, let message = parts[3].data
                else { continue }
                found.append(Publication(channel: channel, message: message))
            }
            return found
        }
    }

    package func close() async {
        await questions.leave()
        await feed.leave()
    }
}

/// A link and the queue on which it blocks.
private final class RedisSeat: Sendable {
    private let entry: RedisEntry
    private let queue: DispatchQueue
    private let link = Mutex<RedisLink?>(nil)

    private init(_ entry: RedisEntry, _ name: String) {
        self.entry = entry
        queue = DispatchQueue(label: name)
    }

    static func taken(_ entry: RedisEntry, _ name: String) async throws(JobError) -> RedisSeat {
        let seat = RedisSeat(entry, name)
        let failure: JobError? = await seat.onQueue {
            do throws(JobError) {
                try seat.link.withLock { link throws(JobError) in link = try entry.link() }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        return seat
    }

    func use<Value: Sendable>(
        _ body: @escaping @Sendable (RedisLink) throws(RedisLink.Broken) -> Value
    ) async throws(JobError) -> Value {
        let entry = entry
        let result: Result<Value, JobError> = await onQueue { [self] in
            link.withLock { link in
                guard let open = link else { return .failure(entry.failure.closed) }
                do throws(RedisLink.Broken) {
                    return .success(try body(open))
                } catch {
                    link = nil
                    return .failure(entry.failure(error))
                }
            }
        }
        return try result.get()
    }

    func leave() async {
        await onQueue { [self] in link.withLock { $0 = nil } }
    }

    private func onQueue<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async {
                RedisLink.blockBrokenPipes()
                continuation.resume(returning: body())
            }
        }
    }
}
