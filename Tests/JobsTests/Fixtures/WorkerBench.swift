import Foundation
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Jobs

/// A worker on a real SQLite store, under a clock that the test moves.
struct WorkerBench: Sendable {
    static let lease: Int64 = 30_000
    /// The heartbeat's pause, in milliseconds.
    static let beat: Int64 = 10_000
    static let grace: Int64 = 25_000
    /// The pause between two rounds of the reaper, in milliseconds.
    static let round: Int64 = 1_000

    let clock = ManualClock(at: 1_000_000)
    let log = LogBook()
    let database: URL
    let sqlite: SQLiteJobStore
    let store: FaultyStore
    let queue: JobQueue
    let worker: Worker
    private let group: ServiceGroup
    private let folder: TemporaryFolder

    init(slots: Int = 1, routes: Set<String>? = nil, handler: any JobHandler) throws {
        folder = try TemporaryFolder("worker")
        let health = StoreHealth(logger: log.logger)
        database = folder.file("jobs.db")
        sqlite = try SQLiteJobStore(path: database.path, health: health)
        store = FaultyStore(sqlite)
        queue = JobQueue(store: store, clock: clock, leaseMilliseconds: Self.lease, health: health)
        worker = Worker(
            queue: queue, name: "w", slots: slots, routes: routes, handler: handler, logger: log.logger,
            graceMilliseconds: Self.grace)
        group = ServiceGroup(configuration: .init(services: [worker], logger: log.logger))
    }

    /// Runs the worker beside `body`, then shuts it down gracefully.
    func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let value: Value
            do {
                value = try await body()
            } catch {
                tasks.cancelAll()
                throw error
            }
            await shutDown()
            try await tasks.waitForAll()
            try await store.close()
            return value
        }
    }

    /// Until so many slots wait: what they do in vain at the beginning is over then.
    func untilIdle(slots: Int) async {
        await clock.untilAsleep(for: Self.round)
        #expect(await Deadline.poll { queue.claimOffers.count == slots })
    }

    func shutDown() async { await group.triggerGracefulShutdown() }

    @discardableResult
    func submit(_ id: String, route: String = "m@1", maxAttempts: Int = 3) async throws -> JobID {
        try await queue.submit(.sample(id, route: route, maxAttempts: maxAttempts)).id
    }

    /// Lets so much time pass that the only attempt counts as slow, once it has begun.
    func becomeSlow() async {
        await clock.untilAsleep(for: AttemptWatch.slowMilliseconds)
        clock.advance(by: AttemptWatch.slowMilliseconds)
    }

    /// Follows the queue until the job is as wanted.
    @discardableResult
    func wait(for id: JobID, until isWanted: @Sendable (JobRecord) -> Bool) async throws -> JobRecord {
        let changes = queue.subscribe()
        var job = try await queue.job(id)
        var iterator = changes.makeAsyncIterator()
        while !isWanted(job) {
            try #require(await iterator.next() != nil, "The queue closed while job \(id) was \(job.state).")
            job = try await queue.job(id)
        }
        return job
    }

    @discardableResult
    func end(of id: JobID) async throws -> JobRecord {
        try await wait(for: id) { $0.state.isFinished }
    }
}
