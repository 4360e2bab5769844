import Foundation
import Logging
import Testing

@testable import Jobs

/// The wall clock of a machine is set forward or back by hours while jobs run.
@Suite(.timeLimit(.minutes(1))) struct WorkerClockTests {
    private static let hours: Int64 = 6 * 3_600_000

    @Test(arguments: [hours, -hours])
    func aJumpEndsNoLivingWorkersLease(by jump: Int64) async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a", maxAttempts: 1)
            _ = await handler.next()
            await bench.becomeSlow()
            bench.clock.jump(by: jump)
            // Several rounds of the reaper before the next heartbeat.
            for _ in 0..<3 {
                await bench.clock.untilAsleep(for: WorkerBench.round)
                bench.clock.advance(by: WorkerBench.round)
            }
            await bench.clock.untilAsleep(for: WorkerBench.round)
            #expect(try await bench.queue.job(id).state == .running)
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            bench.clock.advance(by: WorkerBench.beat)
            await bench.clock.untilAsleep(for: WorkerBench.beat)
            let lease = try await bench.queue.job(id).lease
            #expect(lease?.expiresAt == bench.clock.now().advanced(byMilliseconds: WorkerBench.lease))
            gate.open()
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 1)
        #expect(bench.log.messages(.warning).isEmpty, "\(bench.log.messages(.warning))")
    }

    @Test func aJobsTimesNeverRunBackwards() async throws {
        let bench = try WorkerBench(
            handler: ScriptedHandler { _, _, _ in .done })
        let id = try await bench.submit("a")
        bench.clock.jump(by: -Self.hours)
        let later = try await bench.submit("b")
        let jobs = try await bench.run { [try await bench.end(of: id), try await bench.end(of: later)] }
        for job in jobs {
            let started = try #require(job.startedAt)
            let finished = try #require(job.finishedAt)
            #expect(job.state == .succeeded && job.queuedAt <= started && started <= finished)
        }
        #expect(jobs[0].sequence < jobs[1].sequence, "The order of the queue is not the clock's.")
    }

    @Test func idsGrowWhateverTheClockDoes() {
        let clock = ManualClock(at: 1_700_000_000_000)
        let ids = JobIDGenerator(clock: clock)
        var made: [JobID] = []
        for jump in [0, Self.hours, -2 * Self.hours, Self.hours, 0] {
            clock.jump(by: jump)
            made += (0..<50).map { _ in ids.next() }
        }
        #expect(made == made.sorted() && Set(made).count == made.count)
    }

    /// What a crash leaves is taken over at the next start, though its lease seems to hold for hours.
    @Test func aRestartDoesNotWaitForALeaseFromTheFuture() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        let id = try await bench.submit("a")
        _ = try await bench.queue.claim(worker: "dead", routes: nil)
        try await bench.store.close()
        bench.clock.jump(by: -Self.hours)
        let store = try SQLiteJobStore(path: bench.database.path)
        let queue = JobQueue(store: store, clock: bench.clock)
        #expect(try await queue.recoverAfterRestart().map(\.id) == [id])
        #expect(try await queue.claim(worker: "next", routes: nil)?.job.attempt == 2)
        try await store.close()
    }
}
