import Foundation
import Jobs
import TestSupport
import Testing

/// What is accepted comes back with its places, as a second look would find them.
@Suite struct AcceptingTests {
    private func job(_ id: String, _ client: String, key: String? = nil) -> NewJob {
        var job = NewJob.sample(id, client: client, payload: Data("same".utf8))
        job.idempotencyKey = key
        return job
    }

    @Test(arguments: StoreKind.allCases)
    func thePlacesAreThoseThatASecondLookFinds(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        _ = try await bench.store.submit(
            [job("a1", "a"), job("a2", "a", key: "k")], limits: QueueLimits(), now: .at(0))
        try await bench.finish(try #require(try await bench.claim()), .success)
        let taken = try await bench.store.accept(
            [job("b1", "b"), job("a3", "a", key: "k"), job("b2", "b")], limits: QueueLimits(), thenClaim: [],
            now: .at(1))
        #expect(taken.jobs.map(\.id.rawValue) == ["b1", "a2", "b2"], "The second is one that was there.")
        let ids = taken.jobs.map(\.id)
        let later = try await bench.store.waitingPlaces(of: ids)
        #expect(later.positions.count == 3 && later.clientsAhead.count >= 2 && !later.isPaused)
        if kind == .memory { return #expect(taken.places == nil) }
        #expect(taken.places == later)
        try await bench.store.setPaused(true)
        #expect(
            try await bench.store.accept([job("c", "c")], limits: QueueLimits(), thenClaim: [], now: .at(2)).places?.isPaused == true)
    }

    @Test(arguments: StoreKind.allCases)
    func whatIsRefusedLeavesNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        await expectRefusal(.queueFull) {
            _ = try await bench.store.accept(
                [job("a", "a"), job("b", "a")], limits: QueueLimits(jobs: 1), thenClaim: [], now: .at(0))
        }
        #expect(try await bench.store.counts().byState[.queued] == 0)
        #expect(try await bench.store.accept([], limits: QueueLimits(), thenClaim: [], now: .at(0)).jobs.isEmpty)
    }

    /// For slots that wait, in the transaction that accepts; a store that claims apart leaves it to them.
    @Test(arguments: StoreKind.allCases)
    func whoWaitsGetsTheJobsAtOnce(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        func request(_ worker: String, _ route: String? = nil) -> ClaimRequest {
            ClaimRequest(worker: worker, routes: route.map { [$0] }, leaseMilliseconds: 1_000)
        }
        let requests = [request("w/1", "other"), request("w/2"), request("w/3"), request("w/4")]
        let taken = try await bench.store.accept(
            [job("a", "a"), job("b", "a")], limits: QueueLimits(), thenClaim: requests, now: .at(5))
        #expect(taken.jobs.map(\.state) == [.queued, .queued])
        guard !taken.claims.isEmpty else {
            #expect(kind != .sqlite && kind != .memory)
            return #expect(try await bench.store.counts().byState[.queued] == 2)
        }
        #expect(taken.claims.map { $0?.job.id.rawValue } == [nil, "a", "b", nil])
        #expect(taken.claims.map { $0?.job.lease?.worker } == [nil, "w/2", "w/3", nil])
        for claim in taken.claims.compactMap(\.self) {
            #expect(claim.payload == Data("same".utf8) && claim.job.state == .running && claim.job.attempt == 1)
            #expect(claim.job.lease?.expiresAt == .at(1_005))
            #expect(try await bench.store.job(claim.job.id) == claim.job)
        }
        #expect(try await bench.store.counts().byState[.running] == 2)
        #expect(try await bench.claim() == nil)
    }

    /// Whose turn it is comes first, and a paused queue gives nothing.
    @Test(arguments: [StoreKind.memory, .sqlite])
    func theOneThatWaitedIsTakenFirst(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1_000)
        _ = try await bench.store.submit([job("a", "a")], limits: QueueLimits(), now: .at(0))
        try await bench.store.setPaused(true)
        let paused = try await bench.store.accept(
            [job("b", "a")], limits: QueueLimits(), thenClaim: [request], now: .at(1))
        #expect(paused.claims.count == 1 && paused.claims[0] == nil)
        try await bench.store.setPaused(false)
        let taken = try await bench.store.accept(
            [job("c", "a")], limits: QueueLimits(), thenClaim: [request], now: .at(2))
        #expect(taken.claims.first??.job.id.rawValue == "a")
        #expect(try await bench.store.counts().byState[.queued] == 2)
    }

    @Test func aLongQueueIsNotCountedByTheWriter() async throws {
        let bench = try StoreBench(.sqlite)
        let many = (0..<600).map { job("j\(1_000 + $0)", "a") }
        _ = try await bench.store.submit(many, limits: QueueLimits(), now: .at(0))
        let taken = try await bench.store.accept(
            [job("b", "b")], limits: QueueLimits(), thenClaim: [], now: .at(1))
        #expect(taken.places == nil && taken.jobs.first?.state == .queued)
    }
}
