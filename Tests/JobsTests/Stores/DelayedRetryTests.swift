import Foundation
import Jobs
import Testing

/// A job whose attempt failed waits for its next one, in every store alike.
@Suite struct DelayedRetryTests {
    /// Jobs of one client, the first of which has failed so often, the last time at 100.
    private func failed(_ kind: StoreKind, times: Int = 1, others: Int = 2) async throws -> (StoreBench, JobRecord) {
        let bench = try StoreBench(kind)
        try await bench.add("a", maxAttempts: 20)
        var job: JobRecord?
        for time in (0..<times).reversed() {
            let now = 100 - Int64(time) * 1_000_000
            let claimed = try #require(try await bench.claim(at: now))
            job = try await bench.finish(claimed, .failure(retryable: true), at: now)
        }
        for number in 0..<others { try await bench.add("b\(number)") }
        return (bench, try #require(job))
    }

    @Test(arguments: StoreKind.allCases)
    func othersComeFirstUntilItsTimeAndItComesFirstThen(kind: StoreKind) async throws {
        let (bench, job) = try await failed(kind)
        #expect(job.notBefore == .at(1_100) && job.state == .queued && job.attempt == 1)
        #expect(try await bench.job("a") == job)
        #expect(try await bench.claim(at: 1_099)?.id.rawValue == "b0")
        let again = try #require(try await bench.claim(at: 1_100))
        #expect(again.id == job.id && again.attempt == 2 && again.notBefore == nil)
        #expect(try await bench.job("a").notBefore == nil)
        #expect(try await bench.claim(at: 1_100)?.id.rawValue == "b1")
        #expect(try await bench.claim(at: 1_000_000) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aWorkerOfItsModelAloneWaitsToo(kind: StoreKind) async throws {
        let (bench, job) = try await failed(kind, others: 0)
        #expect(try await bench.claim(routes: ["m@1"], at: 1_099) == nil)
        #expect(try await bench.claim(routes: ["other"], at: 1_100) == nil)
        #expect(try await bench.claim(routes: ["m@1"], at: 1_100)?.id == job.id)
    }

    @Test(arguments: StoreKind.allCases, [(1, 1_000), (2, 2_000), (3, 4_000), (6, 32_000), (7, 60_000), (19, 60_000)])
    func theDelayDoublesUpToAMinute(kind: StoreKind, delay: (attempt: Int, milliseconds: Int64)) async throws {
        let (bench, job) = try await failed(kind, times: delay.attempt)
        #expect(job.attempt == delay.attempt)
        #expect(job.notBefore == .at(100 + delay.milliseconds))
        #expect(try await bench.job("a") == job)
    }

    @Test(arguments: StoreKind.allCases)
    func aClaimInTheSameStepAsTheEndTakesAnother(kind: StoreKind) async throws {
        let (bench, _) = try await failed(kind)
        let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1_000)
        let again = try #require(try await bench.claim(at: 1_100))
        let end = try await bench.store.finish(
            again.id, token: again.token, outcome: .failure(retryable: true), thenClaim: request, now: .at(1_200))
        #expect(end.job.notBefore == .at(3_200) && end.job.failure?.code == "BOOM")
        let next = try #require(end.next?.job)
        #expect(next.id.rawValue == "b0")
        // And back at the end of that one, once its time has come.
        let other = try await bench.store.finish(
            next.id, token: next.token, outcome: .success, thenClaim: request, now: .at(3_200))
        #expect(other.next?.job.id == again.id && other.next?.job.attempt == 3)
    }

    @Test(arguments: StoreKind.allCases)
    func itIsInNobodysWay(kind: StoreKind) async throws {
        let (bench, job) = try await failed(kind)
        let ids = ["a", "b0", "b1"].map { JobID(rawValue: $0) }
        #expect(try await bench.store.queuePositions(of: ids) == [ids[0]: 1, ids[1]: 1, ids[2]: 2])
        #expect(try await bench.store.clientsAhead(of: ids) == [ids[2]: "ci"])
        let counts = try await bench.store.counts()
        #expect(counts.byState[.queued] == 3 && counts.oldestQueued == job.queuedAt)
        #expect(try await bench.listed("state:queued").sorted() == ["a", "b0", "b1"])
        await expectRefusal(.queueFull) { try await bench.add("c", maxQueued: 3) }
        let share = QueueLimits(jobs: 10, jobsPerClient: 3)
        await expectRefusal(.clientOverShare) {
            _ = try await bench.store.submit([.sample("c")], limits: share, now: .at(100))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func whatATimeIsWaitedForCanBeCancelledAndTriedAgain(kind: StoreKind) async throws {
        let (bench, job) = try await failed(kind, others: 0)
        let cancelled = try await bench.store.cancel(job.id, now: .at(200))
        #expect(cancelled.state == .cancelled && cancelled.notBefore == nil)
        #expect(try await bench.claim(at: 2_000) == nil)
        let again = try await bench.store.retry(job.id, maxQueued: 10, now: .at(2_100))
        #expect(again.notBefore == nil && again.attempt == 0)
        #expect(try await bench.claim(at: 2_100)?.id == job.id)
    }

    @Test(arguments: StoreKind.allCases)
    func whatIsTakenBackOrReleasedWaitsForNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        _ = try #require(try await bench.claim(lease: 10, at: 0))
        #expect(try await bench.store.reapExpired(now: .at(11)).first?.notBefore == nil)
        let second = try #require(try await bench.claim(at: 11))
        #expect(try await bench.finish(second, .released, at: 12).notBefore == nil)
        #expect(try await bench.claim(at: 12)?.attempt == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func aClockThatWasSetBackKeepsNothingWaiting(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let first = try #require(try await bench.claim(at: 10_000_000))
        #expect(try await bench.finish(first, .failure(retryable: true), at: 10_000_000).notBefore == .at(10_001_000))
        #expect(try await bench.claim(at: 9_941_000) == nil, "It may be a minute that is waited for.")
        #expect(try await bench.claim(at: 9_940_999)?.id == first.id)
    }

    @Test(arguments: StoreKind.allCases)
    func aPausedQueueGivesNoneOut(kind: StoreKind) async throws {
        let (bench, job) = try await failed(kind, others: 0)
        try await bench.store.setPaused(true)
        #expect(try await bench.claim(at: 5_000) == nil)
        try await bench.store.setPaused(false)
        #expect(try await bench.claim(at: 5_000)?.id == job.id)
    }

    @Test(arguments: StoreKind.allCases)
    func manyAreLetInByTheirTurns(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let names = (0..<250).map { "j\(1_000 + $0)" }
        for name in names { try await bench.add(name) }
        for _ in names {
            let job = try #require(try await bench.claim(at: 0))
            try await bench.finish(job, .failure(retryable: true), at: 0)
        }
        #expect(try await bench.claim(at: 999) == nil)
        var order: [String] = []
        while let job = try await bench.claim(at: 1_000) { order.append(job.id.rawValue) }
        #expect(order.count == 250 && Set(order) == Set(names))
        #expect(Array(order.prefix(90)) == Array(names.prefix(90)), "The order of their turns.")
        #expect(try await bench.store.counts().byState[.running] == 250)
    }
}
