import Foundation
import Jobs
import Testing

/// What is kept of attempts that failed, and who comes right before a waiting job; the same in every store.
@Suite struct AttemptHistoryTests {
    @Test(arguments: StoreKind.allCases)
    func eachFailedAttemptIsKeptWithItsWorkerTimeAndReason(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", maxAttempts: 2)
        let first = try #require(try await bench.claim(at: 5))
        let back = try await bench.finish(first, .failure(retryable: true), at: 70)
        #expect(back.attempts.map(\.attempt) == [1])
        #expect(back.attempts.first?.startedAt == .at(5) && back.attempts.first?.endedAt == .at(70))
        #expect(back.attempts.first?.worker == first.lease?.worker)
        #expect(back.attempts.first?.failure.code == "BOOM")
        let second = try #require(try await bench.claim(at: 1080))
        #expect(second.failure == nil && second.attempts == back.attempts, "A new start keeps what was before.")
        let done = try await bench.finish(second, .failure(retryable: true), at: 1090)
        #expect(done.attempts.map(\.attempt) == [1, 2])
        #expect(try await bench.job("a").attempts == done.attempts)

        let again = try await bench.store.retry(done.id, limits: QueueLimits(), now: .at(1100))
        #expect(again.attempt == 0 && again.attempts == done.attempts, "A retry counts anew and forgets nothing.")
    }

    @Test(arguments: StoreKind.allCases)
    func successAndReleaseAddNothingAndALostLeaseDoes(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let first = try #require(try await bench.claim(at: 5))
        #expect(try await bench.finish(first, .released, at: 6).attempts.isEmpty)
        _ = try #require(try await bench.claim(at: 7))
        let reaped = try await bench.store.reapExpired(now: .at(10_000_000), sparing: [])
        #expect(reaped.first?.attempts.map(\.failure.code) == [JobFailure.leaseExpiredCode])
        let last = try #require(try await bench.claim(at: 10_000_001))
        #expect(try await bench.finish(last, .success, at: 10_000_002).attempts.count == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func onlyTheLatestAreKept(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", maxAttempts: 20)
        for round in 0..<13 {
            let job = try #require(try await bench.claim(at: Int64(round) * 100_000))
            _ = try await bench.finish(job, .failure(retryable: true), at: Int64(round) * 100_000 + 5)
        }
        #expect(try await bench.job("a").attempts.map(\.attempt) == Array(4...13))
    }

    @Test(arguments: StoreKind.allCases)
    func theClientRightBeforeIsKnown(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        for (id, client) in [("a1", "a"), ("a2", "a"), ("b1", "b")] {
            let job = NewJob(
                id: JobID(rawValue: id), name: id, route: "m@1", client: client, metadata: Data(), payload: Data([1]))
            _ = try await bench.store.submit([job], limits: QueueLimits(), now: .at(0))
        }
        let ids = ["a1", "a2", "b1", "?"].map { JobID(rawValue: $0) }
        // The turns: a1, b1, a2.
        let ahead = try await bench.store.clientsAhead(of: ids)
        #expect(ahead == [ids[1]: "b", ids[2]: "a"])
        _ = try await bench.claim()
        #expect(try await bench.store.clientsAhead(of: ids) == [ids[1]: "b"])
    }
}
