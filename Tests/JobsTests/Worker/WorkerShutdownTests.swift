import Foundation
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct WorkerShutdownTests {
    @Test func workInHandIsFinishedAndNothingNewBegun() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, report in
            try await gate.pass()
            try report("formatting", 0.9)
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let (inHand, waiting) = try await bench.run {
            let ids = (try await bench.submit("a"), try await bench.submit("b"))
            _ = await handler.next()
            await bench.shutDown()
            await bench.clock.untilAsleep(for: WorkerBench.grace)
            gate.open()
            let inHand = try await bench.end(of: ids.0)
            return (inHand, try await bench.queue.job(ids.1))
        }
        #expect(inHand.state == .succeeded)
        #expect(waiting.state == .queued && waiting.attempt == 0)
    }

    @Test func theHeartbeatGoesOnDuringTheGrace() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        try await bench.run {
            let id = try await bench.submit("a")
            _ = await handler.next()
            await bench.becomeSlow()
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            await bench.shutDown()
            await bench.clock.untilAsleep(for: WorkerBench.grace)
            bench.clock.advance(by: WorkerBench.beat)
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            let lease = try await bench.queue.job(id).lease
            #expect(lease?.expiresAt == bench.clock.now().advanced(byMilliseconds: WorkerBench.lease))
            gate.open()
            try await bench.end(of: id)
        }
    }

    @Test func afterTheGraceTheJobIsGivenBack() async throws {
        let handler = ScriptedHandler { _, _, _ in
            try await Gate().pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a", maxAttempts: 1)
            _ = await handler.next()
            await bench.shutDown()
            await bench.clock.untilAsleep(for: WorkerBench.grace)
            bench.clock.advance(by: WorkerBench.grace)
            return try await bench.wait(for: id) { $0.state != .running }
        }
        #expect(job.state == .queued && job.attempt == 0 && job.failure == nil)
    }

    @Test func aHandlerThatDoesNotStopLosesItsJobAllTheSame() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            await gate.passUncancelled()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            defer { gate.open() }
            let id = try await bench.submit("a")
            _ = await handler.next()
            await bench.shutDown()
            await bench.clock.untilAsleep(for: WorkerBench.grace)
            bench.clock.advance(by: WorkerBench.grace)
            let job = try await bench.wait(for: id) { $0.state != .running }
            gate.open()
            return job
        }
        #expect(job.state == .queued && job.attempt == 0)
    }

    @Test func cancellingTheServiceGivesBackAtOnce() async throws {
        let handler = ScriptedHandler { _, _, _ in
            try await Gate().pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let running = Task { try await bench.worker.run() }
        let id = try await bench.submit("a")
        _ = await handler.next()
        running.cancel()
        try await running.value
        #expect(try await bench.queue.job(id).state == .queued)
        #expect(bench.worker.busySlots == 0)
    }

    @Test func anIdleWorkerEndsAtOnce() async throws {
        let bench = try WorkerBench(slots: 3, handler: ScriptedHandler { _, _, _ in .done })
        try await bench.run {}
    }
}
