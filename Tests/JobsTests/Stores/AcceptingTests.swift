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
            [job("b1", "b"), job("a3", "a", key: "k"), job("b2", "b")], limits: QueueLimits(), now: .at(1))
        #expect(taken.jobs.map(\.id.rawValue) == ["b1", "a2", "b2"], "The second is one that was there.")
        let ids = taken.jobs.map(\.id)
        let later = try await bench.store.waitingPlaces(of: ids)
        #expect(later.positions.count == 3 && later.clientsAhead.count >= 2 && !later.isPaused)
        if kind == .memory { return #expect(taken.places == nil) }
        #expect(taken.places == later)
        try await bench.store.setPaused(true)
        #expect(
            try await bench.store.accept([job("c", "c")], limits: QueueLimits(), now: .at(2)).places?.isPaused == true)
    }

    @Test(arguments: StoreKind.allCases)
    func whatIsRefusedLeavesNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        await expectRefusal(.queueFull) {
            _ = try await bench.store.accept(
                [job("a", "a"), job("b", "a")], limits: QueueLimits(jobs: 1), now: .at(0))
        }
        #expect(try await bench.store.counts().byState[.queued] == 0)
        #expect(try await bench.store.accept([], limits: QueueLimits(), now: .at(0)).jobs.isEmpty)
    }

    @Test func aLongQueueIsNotCountedByTheWriter() async throws {
        let bench = try StoreBench(.sqlite)
        let many = (0..<600).map { job("j\(1_000 + $0)", "a") }
        _ = try await bench.store.submit(many, limits: QueueLimits(), now: .at(0))
        let taken = try await bench.store.accept([job("b", "b")], limits: QueueLimits(), now: .at(1))
        #expect(taken.places == nil && taken.jobs.first?.state == .queued)
    }
}
