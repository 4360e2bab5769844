import Foundation
import Logging
import TestSupport
import Testing

@testable import Jobs

/// Workers that are told to be quiet, to go on, and to drain.
@Suite(.timeLimit(.minutes(2))) struct WorkerDutyTests {
    private static let logger = Logger(label: "test")

    /// Its jobs go on as the gate lets them.
    private static func worker(_ queue: JobQueue, _ gate: Gate, slots: Int = 1) -> (Worker, ScriptedHandler) {
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        return (Worker(queue: queue, name: "w", slots: slots, routes: nil, handler: handler, logger: logger), handler)
    }

    @Test func aQuietWorkerFinishesWhatItHasAndTakesNothingUntilItIsToldToGoOn() async throws {
        let queue = JobQueue(store: MemoryJobStore())
        let gate = Gate()
        let (worker, handler) = Self.worker(queue, gate)
        let run = Task { try await worker.run() }
        let (first, second) = (try await queue.submit(.sample("a")), try await queue.submit(.sample("b")))
        _ = await handler.next()
        #expect(worker.duty.set(.quiet))
        gate.open()
        #expect(try await queue.finished(first.id, within: 20_000).state == .succeeded)
        await worker.untilIdle()
        // Also what wakes idle slots does not move it.
        queue.wakeWorkers()
        #expect(try await queue.finished(second.id, within: 1_500).state == .queued)
        #expect(worker.duty.set(.working))
        gate.open()
        #expect(try await queue.finished(second.id, within: 20_000).state == .succeeded)
        run.cancel()
        try await run.value
    }

    @Test func aDrainEndsAfterTheLastJobAndIsFinal() async throws {
        let queue = JobQueue(store: MemoryJobStore())
        let gate = Gate()
        let (worker, handler) = Self.worker(queue, gate)
        let run = Task { try await worker.run() }
        let (first, second) = (try await queue.submit(.sample("a")), try await queue.submit(.sample("b")))
        _ = await handler.next()
        worker.duty.set(.draining)
        #expect(!worker.duty.set(.working) && worker.duty.duty == .draining)
        let state = Task {
            try await WorkerDrain(worker: worker).run()
            return try await queue.job(first.id).state
        }
        gate.open()
        #expect(try await state.value == .succeeded)
        #expect(try await queue.job(second.id).state == .queued)
        run.cancel()
        try await run.value
    }

    @Test func whatAWorkerWasToldIsKeptInRedisForItsProcessOnly() async throws {
        let server = try RedisServerProcess()
        let (front, back) = (
            JobQueue(store: try RedisJobStore(server.url())), JobQueue(store: try RedisJobStore(server.url()))
        )
        #expect(try await !front.tell(worker: "w", to: .quiet), "nobody has reported yet")
        let follower = Task { try await QueueFollower(queue: back).run() }
        let gate = Gate()
        gate.open()
        let (worker, _) = Self.worker(back, gate, slots: 2)
        let reporter = { (isOfService: Bool) in
            WorkerReporter(
                queue: back, worker: worker, name: "w", version: "1", isOfService: isOfService, logger: Self.logger,
                models: { ["m@1"] })
        }
        let reporting = Task { try await reporter(true).run() }
        func duty() async throws -> Duty? { try await front.reports().first?.duty }
        #expect(try await Deadline.poll { try await duty() == .working })
        #expect(try await front.reports().first?.models == ["m@1"])
        // Longer than until the next report by itself, if the message were lost.
        let start = ContinuousClock.now
        #expect(try await front.tell(worker: "w", to: .draining))
        #expect(try await front.reports().first?.wish == .draining)
        #expect(try await Deadline.poll { try await duty() == .quiet }, "a service's worker does not end")
        print("told after \(ContinuousClock.now - start)")
        reporting.cancel()
        _ = try? await reporting.value
        #expect(try await front.reports().isEmpty)
        // A process that died, and the next one of the same name.
        let report = WorkerReport(
            name: "w", version: "1", models: [], slots: [.init(name: "w/1", done: 0, failed: 0)], duty: .working,
            isOfService: false)
        #expect(try await front.report(report, isFirst: true) == nil)
        #expect(try await front.tell(worker: "w", to: .quiet))
        #expect(try await front.report(report, isFirst: false) == .quiet)
        #expect(try await front.report(report, isFirst: true) == nil)
        back.close()
        follower.cancel()
        _ = try? await follower.value
    }
}
