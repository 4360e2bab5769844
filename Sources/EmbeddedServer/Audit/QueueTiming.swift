import Foundation
import Jobs
import Logging
import Metrics
import Synchronization

/// What a queue costs where the work costs nothing: the real queue and worker, with jobs that do nothing.
package struct QueueTiming: Sendable {
    /// Submissions one behind the other, nobody working meanwhile.
    package var enqueuesPerSecond = 0.0
    /// The same from 64 submitters at once.
    package var sharedEnqueuesPerSecond = 0.0
    /// From the worker's start until the end of the last job is stored.
    package var jobsPerSecond = 0.0
    /// Milliseconds from the answer to a submission until the handler of an idle worker begins; 0 where it began before.
    package var answerToStart: [Double] = []
    /// Milliseconds from the time of a claim, which is the job's `started_at` and cut to a whole millisecond, until the
    /// handler of an idle worker begins: the claim's transaction is part of it.
    package var claimToStart: [Double] = []
    package var durability = ""

    private static let submitters = 64

    /// - Parameters:
    ///   - jobs: that are submitted and then done; a tenth of them one behind the other.
    ///   - slots: of the worker.
    ///   - alone: jobs that each find the worker idle.
    /// - Throws: `ServiceError`: `STORE_UNAVAILABLE`, `STORE_IN_USE`.
    package static func measure(
        _ address: QueueAddress, jobs: Int, slots: Int, alone: Int
    ) async throws(ServiceError) -> QueueTiming {
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let ends = CountedEnds()
        let health = StoreHealth()
        let store = try Server.store(
            at: address, health: health, metrics: NOOPMetricsHandler.instance, logger: logger)
        let queue = JobQueue(
            store: store, limits: QueueLimits(jobs: jobs + alone), health: health,
            onFinished: { _ in ends.add() })
        let handler = IdleHandler()
        let worker = Worker(queue: queue, name: "bench", slots: slots, routes: nil, handler: handler, logger: logger)
        let follower = Task { try await QueueFollower(queue: queue).run() }
        var timing = QueueTiming()
        timing.durability = queue.durability
        var work: Task<Void, any Error>?
        var failure: (any Error)?
        do {
            try await timing.fill(queue, jobs)
            let begun = ContinuousClock.now
            work = Task { try await worker.run() }
            try await ends.wait(for: jobs)
            timing.jobsPerSecond = Double(jobs) / ((ContinuousClock.now - begun) / .seconds(1))
            for number in 0..<alone { try await timing.start(queue, handler, ends, number: jobs + number + 1) }
        } catch {
            failure = error
            work?.cancel()
        }
        worker.stopClaiming()
        _ = try? await work?.value
        queue.close()
        follower.cancel()
        _ = try? await follower.value
        do {
            try await store.close()
        } catch {
            failure = failure ?? error
        }
        if let failure { throw ServiceError(any: failure) }
        return timing
    }

    /// One job for a worker that is idle.
    private mutating func start(
        _ queue: JobQueue, _ handler: IdleHandler, _ ends: CountedEnds, number: Int
    ) async throws {
        // Everybody has gone to sleep.
        try await Task.sleep(for: .milliseconds(5))
        handler.forget()
        _ = try await queue.submit(Self.job(queue))
        let answered = Date().timeIntervalSince1970 * 1000
        try await ends.wait(for: number)
        guard let start = handler.start else { return }
        answerToStart.append(max(0, start.at - answered))
        claimToStart.append(max(0, start.at - Double(start.claimed)))
    }

    private mutating func fill(_ queue: JobQueue, _ jobs: Int) async throws {
        let first = max(1, jobs / 10)
        var begun = ContinuousClock.now
        for _ in 0..<first { _ = try await queue.submit(Self.job(queue)) }
        enqueuesPerSecond = Double(first) / ((ContinuousClock.now - begun) / .seconds(1))
        let rest = jobs - first
        begun = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for submitter in 0..<Self.submitters {
                let share = (rest + submitter) / Self.submitters
                group.addTask { for _ in 0..<share { _ = try await queue.submit(Self.job(queue)) } }
            }
            try await group.waitForAll()
        }
        sharedEnqueuesPerSecond = Double(rest) / ((ContinuousClock.now - begun) / .seconds(1))
    }

    private static func job(_ queue: JobQueue) -> NewJob {
        let id = queue.newID()
        // Each its own: what is equal is kept once by Redis.
        return NewJob(
            id: id, name: "noop", route: "noop@1", client: "bench", metadata: Data("{}".utf8),
            payload: Data(id.rawValue.utf8))
    }
}

/// Ends that were stored.
private final class CountedEnds: Sendable {
    private let count = Mutex(0)

    func add() { count.withLock { $0 += 1 } }

    /// Looks each millisecond, so that a cancellation ends it.
    func wait(for wanted: Int) async throws {
        while count.withLock({ $0 }) < wanted { try await Task.sleep(for: .milliseconds(1)) }
    }
}

/// Does nothing, and notes when.
private final class IdleHandler: JobHandler {
    struct Start: Sendable {
        /// Milliseconds since 1970.
        var at: Double
        var claimed: Int64
    }

    private let last = Mutex<Start?>(nil)

    /// Of the job since `forget`.
    var start: Start? { last.withLock { $0 } }

    func forget() { last.withLock { $0 = nil } }

    func run(
        _ job: JobRecord, payload: Data, report: @escaping @Sendable (String, Double) throws -> Void
    ) async throws -> HandlerResult {
        let now = Date().timeIntervalSince1970 * 1000
        last.withLock { $0 = Start(at: now, claimed: job.startedAt?.milliseconds ?? 0) }
        return HandlerResult(result: Data("{}".utf8), summary: "")
    }
}
