import Foundation
import Jobs
import Synchronization
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
            try await bench.store.accept([job("c", "c")], limits: QueueLimits(), thenClaim: [], now: .at(2)).places?
                .isPaused == true)
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

    /// What slots that wait were given.
    private final class Given: Sendable {
        private let jobs = Mutex<[String: ClaimedJob?]>([:])

        /// By the slots' names; nil for one that was declined.
        var all: [String: ClaimedJob?] { jobs.withLock { $0 } }

        func offer(_ worker: String, route: String? = nil) -> ClaimOffer {
            let request = ClaimRequest(worker: worker, routes: route.map { [$0] }, leaseMilliseconds: 1_000)
            return ClaimOffer(request) { job in self.jobs.withLock { $0[worker] = .some(job) } }
        }
    }

    /// For slots that wait, in the transaction that accepts; a store that claims apart leaves it to them.
    @Test(arguments: StoreKind.allCases)
    func whoWaitsGetsTheJobsAtOnce(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let given = Given()
        let offers = [
            given.offer("w/1", route: "other"), given.offer("w/2"), given.offer("w/3"), given.offer("w/4"),
        ]
        let taken = try await bench.store.accept(
            [job("a", "a"), job("b", "a")], limits: QueueLimits(), thenClaim: offers, now: .at(5))
        #expect(taken.jobs.map(\.state) == [.queued, .queued])
        if kind == .redis {
            #expect(given.all.isEmpty && taken.claimed.isEmpty)
            return #expect(try await bench.store.counts().byState[.queued] == 2)
        }
        for offer in offers { offer.decline() }
        #expect(given.all.mapValues { $0?.job.id.rawValue } == ["w/1": nil, "w/2": "a", "w/3": "b", "w/4": nil])
        #expect(taken.claimed == ["w/2", "w/3"].compactMap { given.all[$0]??.job })
        for (worker, claim) in given.all {
            guard let claim else { continue }
            #expect(claim.payload == Data("same".utf8) && claim.job.state == .running && claim.job.attempt == 1)
            #expect(claim.job.lease?.worker == worker && claim.job.lease?.expiresAt == .at(1_005))
            #expect(try await bench.store.job(claim.job.id) == claim.job)
        }
        #expect(try await bench.store.counts().byState[.running] == 2)
        #expect(try await bench.claim() == nil)
    }

    /// Whose turn it is comes first, and a paused queue gives nothing.
    @Test(arguments: [StoreKind.memory, .sqlite])
    func theOneThatWaitedIsTakenFirst(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let given = Given()
        _ = try await bench.store.submit([job("a", "a")], limits: QueueLimits(), now: .at(0))
        try await bench.store.setPaused(true)
        let paused = try await bench.store.accept(
            [job("b", "a")], limits: QueueLimits(), thenClaim: [given.offer("w")], now: .at(1))
        #expect(paused.claimed.isEmpty && given.all.isEmpty)
        try await bench.store.setPaused(false)
        let taken = try await bench.store.accept(
            [job("c", "a")], limits: QueueLimits(), thenClaim: [given.offer("w")], now: .at(2))
        #expect(taken.claimed.map(\.id.rawValue) == ["a"])
        #expect(given.all["w"]??.job.id.rawValue == "a")
        #expect(try await bench.store.counts().byState[.queued] == 2)
    }

    /// Nothing is given of what is refused: the slot would work on a job that never was.
    @Test(arguments: [StoreKind.memory, .sqlite], [1, 2])
    func whatIsRefusedGivesNothing(kind: StoreKind, times: Int) async throws {
        let bench = try StoreBench(kind)
        let given = Given()
        for _ in 0..<times {
            await expectRefusal(.queueFull) {
                _ = try await bench.store.accept(
                    [job("a", "a"), job("b", "a")], limits: QueueLimits(jobs: 1), thenClaim: [given.offer("w")],
                    now: .at(0))
            }
        }
        #expect(given.all.isEmpty)
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
