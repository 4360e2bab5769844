import Foundation
import Logging
import Testing

@testable import Jobs

/// A real database that fails under a working service: said once, known to whoever asks for readiness, and no job or attempt
/// is lost by it. A full disk is in the end-to-end tests, where it is a real one.
@Suite(.timeLimit(.minutes(1))) struct WorkerStoreFaultTests {
    private static let failing = "The job store fails; trying again"
    private static let working = "The job store works again"

    /// Makes the store fail between two jobs, waits until a round has seen it, and expects everything to go on afterwards.
    private func passes(
        _ fault: StoreFault, words: String, begin: @escaping @Sendable (WorkerBench) async throws -> Void,
        end: @escaping @Sendable (WorkerBench) async throws -> Void
    ) async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        try await bench.sqlite.setBusyTimeout(20)
        let (first, second) = (try await bench.submit("a"), try await bench.submit("b"))
        try await begin(bench)
        let refused = await expectRefusal(.storeUnavailable) { try await bench.submit("refused") }
        #expect(refused?.fault == fault && refused?.message.contains(words) == true, "\(String(describing: refused))")
        let jobs = try await bench.run {
            for pause: Int64 in [200, 400, 800] {
                await bench.clock.untilAsleep(for: pause)
                bench.clock.advance(by: pause)
            }
            await bench.clock.untilAsleep(for: 1600)
            #expect(await bench.queue.writeProblem()?.fault == fault)
            #expect(try await bench.queue.counts().byState[.queued] == 2, "Reads go on; nothing is claimed.")
            try await end(bench)
            bench.clock.advance(by: 1600)
            return [try await bench.end(of: first), try await bench.end(of: second)]
        }
        #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempt == 1 }, "\(jobs)")
        #expect(bench.log.messages(.error) == [Self.failing])
        #expect(bench.log.messages(.notice).filter { $0 == Self.working }.count == 1)
        #expect(bench.queue.health.problem == nil)
    }

    @Test func aStoreThatCannotBeWritten() async throws {
        try await passes(.readOnly, words: "cannot be written to. Make the file and its folder writable") { bench in
            try await bench.sqlite.setReadOnly(true)
        } end: { bench in
            try await bench.sqlite.setReadOnly(false)
        }
    }

    @Test func aStoreThatAnotherProgramLocks() async throws {
        let holders = AsyncStream<LockHolder>.makeStream()
        try await passes(.locked, words: "is locked by another program for more than") { bench in
            holders.continuation.yield(try LockHolder(path: bench.database.path))
        } end: { _ in
            for await holder in holders.stream { return try holder.letGo() }
        }
    }

    /// The handler is done and its result cannot be stored, for longer than the lease.
    @Test func aResultOutlivesAStoreThatFailsForLongerThanTheLease() async throws {
        let gate = Gate()
        let handler = ScriptedHandler { _, _, _ in
            try await gate.pass()
            return .done
        }
        let bench = try WorkerBench(handler: handler)
        let job = try await bench.run {
            let id = try await bench.submit("a", maxAttempts: 1)
            _ = await handler.next()
            try await bench.sqlite.setReadOnly(true)
            gate.open()
            for pause: Int64 in [200, 400, 800, 1600, 3200] {
                await bench.clock.untilAsleep(for: pause)
                bench.clock.advance(by: pause)
            }
            for _ in 0..<8 {
                await bench.clock.untilAsleep(for: 5000)
                bench.clock.advance(by: 5000)
            }
            let lease = try #require(try await bench.queue.job(id).lease)
            #expect(lease.expiresAt < bench.clock.now(), "The lease must have run out, or this shows nothing.")
            try await bench.sqlite.setReadOnly(false)
            // The last pause that was seen may have been that of the worker's rounds, with the attempt yet to fall asleep.
            while try await bench.queue.job(id).state == .running {
                bench.clock.advance(by: 5000)
                try await Task.sleep(for: .milliseconds(10))
            }
            return try await bench.end(of: id)
        }
        #expect(job.state == .succeeded && job.attempt == 1)
    }

    @Test func damageStopsTheWorkAndLosesNothing() async throws {
        let bench = try WorkerBench(handler: ScriptedHandler { _, _, _ in .done })
        // Too large to come with the claim, from the cache of the connection that wrote it.
        let payload = Data(repeating: 0xEE, count: ClaimedJob.inlineBytes + 1)
        let id = try await bench.queue.submit(.sample("damaged", payload: payload)).id
        let whole = try await bench.submit("whole")
        try await bench.sqlite.checkpoint()
        let damage = try DamagedPages(of: bench.database, holding: 0xEE)
        #expect(damage.count >= 8)
        try await bench.run {
            let stopped = try await bench.wait(for: id) { $0.state == .queued && $0.revision > 1 }
            #expect(stopped.attempt == 0, "No fault of the job's.")
            for pause in [WorkerBench.round, 200, 400] {
                await bench.clock.untilAsleep(for: pause)
                bench.clock.advance(by: pause)
                bench.queue.wakeWorkers()
            }
            #expect(try await bench.queue.job(id).revision == stopped.revision, "Nothing is claimed any more.")
            #expect(try await bench.queue.job(whole).state == .queued)
            let problem = await bench.queue.writeProblem()
            #expect(problem?.fault == .damaged && problem?.message.contains("move it aside") == true)
            let refused = await expectRefusal(.storeUnavailable) { try await bench.submit("refused") }
            #expect(refused?.fault == .damaged)
        }
        #expect(bench.log.messages(.error) == [Self.failing])
        #expect(!bench.log.messages(.notice).contains(Self.working))

        try damage.putBack()
        let store = try SQLiteJobStore(path: bench.database.path)
        #expect(try await store.payload(id) == payload)
        #expect(try await store.counts().byState[.queued] == 2)
        try await store.close()
    }
}
