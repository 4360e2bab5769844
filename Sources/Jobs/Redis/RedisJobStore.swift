package import Metrics
import Synchronization

/// A queue in Redis, for any number of front ends and workers on any number of machines.
///
/// Each transition is one script and so all or nothing, whoever else is at work. All keys have one prefix in braces and so
/// one place in a cluster. Payloads are kept once for all jobs that have the same bytes.
package final class RedisJobStore: JobStore {
    /// Whose time decides over leases, ages and the order of things.
    package enum Clock: Sendable {
        /// The server's: hosts may disagree about the time.
        case server
        /// The caller's `now`, for tests.
        case caller
    }

    /// How many forgotten ids are still told from ids that never were.
    static let forgottenKept = 100_000
    /// Jobs that one script lets in whose time for another attempt has come.
    static let releasedAtOnce = 100

    let url: RedisURL
    let failure: RedisFailure
    let entry: RedisEntry
    private let clock: Clock
    private let health: StoreHealth
    private let metrics: StoreMetrics
    private let facts: RedisFacts
    /// For transitions, which are short; and for all that may be long.
    private let transitions: RedisConnection
    private let reads: RedisConnection
    let finishing = RedisFinishing()
    let heldJobs = RedisHeldJobs()

    /// Connects, to find out now what is wrong. Blocks for some seconds, and for `patience`.
    /// - Parameters:
    ///   - patience: how long a server that does not answer yet is tried again. Default: not at all.
    ///   - health: is told of every failure and every write.
    /// - Throws: `storeUnavailable`.
    package init(
        _ url: RedisURL, clock: Clock = .server, patience: Duration = .zero, health: StoreHealth = StoreHealth(),
        metrics: any MetricsFactory = NOOPMetricsHandler.instance
    ) throws(JobError) {
        self.url = url
        self.clock = clock
        self.health = health
        self.metrics = StoreMetrics(metrics)
        failure = RedisFailure(url: url)
        let facts = RedisFacts()
        self.facts = facts
        entry = RedisEntry(url) { [failure] link, server in
            facts.server.withLock { $0 = server }
            try Self.open(link, run: clock == .server ? server.run : nil, url: url, failure: failure)
        }
        try RedisFirstTry(entry, patience: patience).result()
        transitions = RedisConnection(entry, name: "writes")
        reads = RedisConnection(entry, name: "reads")
    }

    package var durability: String { facts.server.withLock { $0?.durability } ?? "in Redis" }
    /// What an operator should change in the server, in sentences.
    package var warnings: [String] { facts.server.withLock { $0?.warnings } ?? [] }

    package func close() async throws(JobError) {
        await transitions.close()
        await reads.close()
    }

    /// Runs a script.
    /// - Parameters:
    ///   - arguments: without the time.
    ///   - writes: transitions that it carries out together.
    /// - Throws: `storeUnavailable`.
    func run(
        _ script: RedisScript, _ arguments: RedisCommand = RedisCommand(), writes: Int = 1, now: JobInstant? = nil
    ) async throws(JobError) -> RedisAnswer {
        var all = RedisCommand()
        all.add(clock == .caller ? now?.milliseconds ?? 0 : nil)
        all.add(words: arguments.words)
        let connection = script.isReading ? reads : transitions
        let start = ContinuousClock.now
        do throws(JobError) {
            var reply = try await connection.send(script.call(prefix: prefix, all))
            if case .error(let text) = reply, text.hasPrefix("NOSCRIPT") {
                reply = try await connection.send(script.call(prefix: prefix, all, bySource: true))
            }
            let answer = try RedisAnswer(reply, failure: failure)
            if !script.isReading {
                metrics.committed(writes: writes, in: ContinuousClock.now - start)
                health.wrote()
            }
            return answer
        } catch {
            metrics.failed(error)
            health.failed(error)
            throw error
        }
    }

    private var prefix: String { Self.prefix(of: url) }
    static func prefix(of url: RedisURL) -> String { "{\(url.prefix)}:" }

    /// Refuses keys that are not a queue's, or a newer version's.
    private static func open(_ link: RedisLink, run: String?, url: RedisURL, failure: RedisFailure) throws {
        var arguments = RedisCommand("")
        arguments.add(run)
        let answer = try RedisAnswer(
            link.send(RedisScript.open.call(prefix: prefix(of: url), arguments, bySource: true)), failure: failure)
        switch answer.word {
        case "foreign": throw failure.damaged("\(prefix(of: url))meta is \(answer[0].text ?? "")")
        case "newer":
            throw JobError(
                .storeUnavailable,
                "The queue in \(url) was made by a newer version of top5. Use that version, or another prefix.")
        default: return
        }
    }
}
