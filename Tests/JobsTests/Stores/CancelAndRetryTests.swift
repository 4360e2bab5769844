import Jobs
import Testing

@Suite struct CancelAndRetryTests {
    @Test(arguments: StoreKind.allCases)
    func aQueuedJobIsCancelledAtOnce(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let job = try await bench.store.cancel(JobID(rawValue: "a"), now: .at(7))
        #expect(job.state == .cancelled && job.finishedAt == .at(7) && job.revision == 2)
        #expect(try await bench.claim() == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aRunningJobIsAskedOnce(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let running = try #require(try await bench.claim(lease: 100))
        let asked = try await bench.store.cancel(running.id, now: .at(7))
        #expect(asked.state == .running && asked.cancelRequested && asked.revision == running.revision + 1)
        #expect(try await bench.store.cancel(running.id, now: .at(8)) == asked)
        #expect(try await bench.store.lastSequence() == asked.sequence)
        let renewed = try await bench.store.renew(
            running.id, token: running.token, leaseMilliseconds: 100, now: .at(9))
        #expect(renewed.cancelRequested)
        let progressed = try await bench.store.progress(
            running.id, token: running.token, step: "s", fraction: 0, now: .at(10))
        #expect(progressed.cancelRequested)
        let reaped = try await bench.store.reapExpired(now: .at(500))
        #expect(reaped.map(\.state) == [.cancelled])
    }

    @Test(arguments: StoreKind.allCases)
    func aFinishedJobCannotBeCancelled(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        for (id, outcome) in [("a", JobOutcome.success), ("b", .failure(retryable: false)), ("c", .cancelled)] {
            try await bench.add(id)
            let job = try await bench.finish(try #require(try await bench.claim()), outcome)
            let error = await expectRefusal(.conflict) { _ = try await bench.store.cancel(job.id, now: .at(1)) }
            #expect(error?.message.contains("already ended as \(job.state.rawValue)") == true)
            #expect(try await bench.job(id) == job)
        }
    }

    @Test(arguments: StoreKind.allCases, [JobOutcome.failure(retryable: false), .cancelled])
    func retryStartsAnewBehindTheOthers(kind: StoreKind, outcome: JobOutcome) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", maxAttempts: 1)
        try await bench.add("b")
        try await bench.finish(try #require(try await bench.claim(at: 1)), outcome, at: 2)
        let job = try await bench.store.retry(JobID(rawValue: "a"), maxQueued: 2, now: .at(3))
        #expect(job.state == .queued && job.attempt == 0 && job.failure == nil)
        #expect(job.finishedAt == nil && job.startedAt == nil && job.createdAt == .at(0))
        #expect(try await bench.store.queuePositions(of: [job.id]) == [job.id: 2])
        #expect(try await bench.claim()?.id.rawValue == "b")
        #expect(try await bench.claim()?.attempt == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func retryIsRefusedInOtherStates(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let id = JobID(rawValue: "a")
        try await bench.add("a")
        await expectRefusal(.conflict) { _ = try await bench.store.retry(id, maxQueued: 9, now: .at(1)) }
        let running = try #require(try await bench.claim())
        await expectRefusal(.conflict) { _ = try await bench.store.retry(id, maxQueued: 0, now: .at(1)) }
        let done = try await bench.finish(running, .success)
        await expectRefusal(.conflict) { _ = try await bench.store.retry(id, maxQueued: 9, now: .at(1)) }
        #expect(try await bench.job("a") == done)
    }

    @Test(arguments: StoreKind.allCases)
    func retryRespectsTheLimit(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let cancelled = try await bench.store.cancel(JobID(rawValue: "a"), now: .at(1))
        try await bench.add("b", maxQueued: 1)
        await expectRefusal(.queueFull) { _ = try await bench.store.retry(cancelled.id, maxQueued: 1, now: .at(2)) }
        #expect(try await bench.job("a") == cancelled)
        #expect(try await bench.store.lastSequence() == 3)
        #expect(try await bench.store.counts().byState[.queued] == 1)
    }
}
