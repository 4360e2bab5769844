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
    private static let payload = Data(repeating: 0x5A, count: 64)

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
        let follower = Task { try await QueueFollower(queue: queue).run() }
        do {
            var timing = QueueTiming()
            timing.durability = queue.durability
            try await timing.fill(queue, jobs)
            let handler = IdleHandler()
            let worker = Worker(
                queue: queue, name: "bench", slots: slots, routes: nil, handler: handler, logger: logger)
            let begun = ContinuousClock.now
            let work = Task { try await worker.run() }
            await ends.wait(for: jobs)
            timing.jobsPerSecond = Double(jobs) / ((ContinuousClock.now - begun) / .seconds(1))
            for number in 0..<alone {
                // Everybody has gone to sleep.
                try await Task.sleep(for: .milliseconds(5))
                _ = handler.takeStart()
                _ = try await queue.submit(job(queue))
                let answered = Date().timeIntervalSince1970 * 1000
                await ends.wait(for: jobs + number + 1)
                guard let start = handler.takeStart() else { continue }
                timing.answerToStart.append(max(0, start.at - answered))
                timing.claimToStart.append(max(0, start.at - Double(start.claimed)))
            }
            worker.stopClaiming()
            _ = try await work.value
            queue.close()
            follower.cancel()
            _ = try? await follower.value
            try await store.close()
            return timing
        } catch {
            throw ServiceError(any: error)
        }
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
        NewJob(
            id: queue.newID(), name: "noop", route: "noop@1", client: "bench", metadata: Data("{}".utf8),
            payload: payload)
    }
}

/// Ends that were stored, and who waits for how many.
private final class CountedEnds: Sendable {
    private struct State {
        var count = 0
        var wanted = Int.max
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func add() {
        state.withLock { state in
            state.count += 1
            guard state.count >= state.wanted else { return }
            state.waiter?.resume()
            state.waiter = nil
            state.wanted = .max
        }
    }

    /// One waits at a time.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                guard state.count < count else { return continuation.resume() }
                state.wanted = count
                state.waiter = continuation
            }
        }
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

    func takeStart() -> Start? {
        last.withLock { last in
            defer { last = nil }
            return last
        }
    }

    func run(
        _ job: JobRecord, payload: Data, report: @escaping @Sendable (String, Double) throws -> Void
    ) async throws -> HandlerResult {
        let now = Date().timeIntervalSince1970 * 1000
        last.withLock { $0 = Start(at: now, claimed: job.startedAt?.milliseconds ?? 0) }
        return HandlerResult(result: Data("{}".utf8), summary: "")
    }
}
