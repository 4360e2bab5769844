import Foundation
import Jobs
import Testing

@Suite struct LeaseTests {
    @Test(arguments: StoreKind.allCases)
    func renewalMovesTheEndAndNothingElse(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let job = try #require(try await bench.claim(lease: 100, at: 0))
        let renewed = try await bench.store.renew(job.id, token: job.token, leaseMilliseconds: 500, now: .at(90))
        var expected = job
        expected.lease?.expiresAt = .at(590)
        #expect(renewed == expected)
        #expect(try await bench.job("a") == expected)
        #expect(try await bench.store.lastSequence() == job.sequence)
        #expect(try await bench.store.reapExpired(now: .at(590)).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func anEndedLeasePutsTheJobBackInItsPlace(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        let job = try #require(try await bench.claim(lease: 100, at: 0))
        #expect(try await bench.store.reapExpired(now: .at(100)).isEmpty)
        let reaped = try await bench.store.reapExpired(now: .at(101))
        #expect(reaped.map(\.id) == [job.id])
        #expect(reaped.first?.state == .queued)
        #expect(reaped.first?.attempt == 1)
        #expect(reaped.first?.lease == nil)
        #expect(reaped.first?.revision == 3)
        #expect(try await bench.store.queuePositions(of: [job.id]) == [job.id: 1])
        #expect(try await bench.claim(at: 200)?.id == job.id)
    }

    @Test(arguments: StoreKind.allCases)
    func withoutAttemptsLeftTheJobFails(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("poison", maxAttempts: 2)
        for attempt in 1...2 {
            let job = try #require(try await bench.claim(lease: 10, at: Int64(attempt) * 100))
            #expect(job.attempt == attempt)
            _ = try await bench.store.reapExpired(now: .at(Int64(attempt) * 100 + 11))
        }
        let job = try await bench.job("poison")
        #expect(job.state == .failed)
        #expect(job.failure?.code == "LEASE_EXPIRED")
        #expect(job.failure?.message.contains("attempt 2 of 2") == true)
        #expect(job.finishedAt == .at(211))
        #expect(try await bench.claim(at: 999) == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aLateWorkerIsRefused(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let late = try #require(try await bench.claim(lease: 10, worker: "late", at: 0))
        _ = try await bench.store.reapExpired(now: .at(11))
        await expectRefusal(.leaseLost) { try await bench.finish(late, .success, at: 12) }
        let current = try #require(try await bench.claim(worker: "current", at: 13))
        let error = await expectRefusal(.leaseLost) { try await bench.finish(late, .success, at: 14) }
        #expect(error?.message.contains("lease 1 on job a is over") == true)
        await expectRefusal(.leaseLost) {
            _ = try await bench.store.renew(late.id, token: late.token, leaseMilliseconds: 10, now: .at(14))
        }
        await expectRefusal(.leaseLost) {
            _ = try await bench.store.progress(late.id, token: late.token, step: "s", fraction: 1, now: .at(14))
        }
        #expect(try await bench.job("a") == current)
        #expect(try await bench.finish(current, .success).state == .succeeded)
        await expectRefusal(.leaseLost) { try await bench.finish(current, .failure(retryable: false)) }
    }

    @Test(arguments: StoreKind.allCases)
    func progressIsAChange(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let job = try #require(try await bench.claim())
        let moved = try await bench.store.progress(
            job.id, token: job.token, step: "decoding", fraction: 0.25, now: .at(5))
        #expect(moved.step == "decoding" && moved.fraction == 0.25)
        #expect(moved.revision == job.revision + 1 && moved.sequence == job.sequence + 1)
        #expect(moved.lease == job.lease)
        for (given, kept) in [(-1.0, 0.0), (7, 1), (.nan, 0)] {
            let job = try await bench.store.progress(
                job.id, token: job.token, step: "x", fraction: given, now: .at(6))
            #expect(job.fraction == kept)
        }
    }
}
