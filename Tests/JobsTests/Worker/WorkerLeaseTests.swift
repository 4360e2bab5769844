import Foundation
import Logging
import TestSupport
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct WorkerLeaseTests {
    @Test func theHeartbeatKeepsTheLease() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("slow")
            _ = await handler.next()
            await bench.becomeSlow()
            for _ in 0..<9 {
                await bench.clock.untilAsleep(for: WorkerBench.beat)
                await bench.clock.untilAsleep(for: WorkerBench.round)
                bench.clock.advance(by: WorkerBench.beat)
            }
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            let lease = try await bench.queue.job(id).lease
            #expect(lease?.expiresAt == bench.clock.now().advanced(byMilliseconds: WorkerBench.lease))
            gate.open()
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 1, "90 s of work under a lease of 30 s")
    }

    @Test func theHeartbeatTellsALongStepOfItsCancellation() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("slow")
            _ = await handler.next()
            await bench.becomeSlow()
            _ = try await bench.queue.cancel(id)
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            bench.clock.advance(by: WorkerBench.beat)
            return try await bench.end(of: id)
        }
        #expect(job.state == .cancelled)
    }

    @Test func aLostLeaseStopsTheHandlerAndItsResultIsRefused() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { job, _, report in
            guard job.attempt == 1 else { return HandlerResult(result: Data(), summary: "second") }
            await gate.passUncancelled()
            // The first worker stalled; meanwhile its lease went to another.
            let isStopped = await Deadline.poll {
                do {
                    try report("formatting", 0.9)
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            #expect(isStopped, "A lost lease must stop the handler.")
            return HandlerResult(result: Data(), summary: "late")
        }
        let bench = try WorkerBench(slots: 2, handler: handler)
        let job = try await bench.run {
            defer { gate.open() }
            let id = try await bench.submit("a")
            _ = await handler.next()
            await bench.becomeSlow()
            // Time passes without a heartbeat: the store takes the job back.
            let later = bench.clock.now().advanced(byMilliseconds: WorkerBench.lease + 1)
            #expect(try await bench.store.reapExpired(now: later).count == 1)
            bench.queue.wakeWorkers()
            let job = try await bench.end(of: id)
            gate.open()
            return job
        }
        #expect(job.state == .succeeded && job.attempt == 2 && job.summary == "second")
        #expect(bench.log.messages(.warning).contains("The lease was lost; the attempt is dropped"))
    }

    @Test func theReaperTakesBackWhatAnotherWorkerLeft() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        let id = try await bench.submit("orphan")
        let orphan = try await bench.queue.claim(worker: "dead", routes: nil)
        #expect(orphan?.job.id == id)
        let job = try await bench.run {
            for _ in 0..<2 {
                await bench.clock.untilAsleep(for: WorkerBench.round)
                bench.clock.advance(by: WorkerBench.lease)
            }
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 2)
    }

    @Test func aRoundFindsWorkThatNothingToldOf() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        let job = try await bench.run {
            await bench.clock.untilAsleep(for: WorkerBench.round)
            _ = try await bench.store.submit([.sample("quiet")], maxQueued: 9, now: bench.clock.now())
            bench.clock.advance(by: WorkerBench.round)
            return try await bench.end(of: JobID(rawValue: "quiet"))
        }
        #expect(job.state == .succeeded)
    }
}
