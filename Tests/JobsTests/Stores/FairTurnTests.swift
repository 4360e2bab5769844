import Foundation
import Testing

@testable import Jobs

/// Whose job is next, what is refused, and the switch that stops claiming; the same in every store.
@Suite struct FairTurnTests {
    private func claimAll(_ bench: StoreBench) async throws -> [String] {
        var ids: [String] = []
        while let job = try await bench.claim() { ids.append(job.id.rawValue) }
        return ids
    }

    private func add(
        _ ids: [String], client: String, priority: JobPriority = .normal, limits: QueueLimits = QueueLimits(),
        to bench: StoreBench
    ) async throws {
        let jobs = ids.map { id in
            NewJob(
                id: JobID(rawValue: id), name: id, route: "m@1", client: client, metadata: Data(),
                payload: Data(repeating: 1, count: 100), priority: priority)
        }
        _ = try await bench.store.submit(jobs, limits: limits, now: .at(0))
    }

    @Test(arguments: StoreKind.allCases)
    func clientsTakeTurns(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add(["a1", "a2", "a3", "a4"], client: "a", to: bench)
        try await add(["b1", "b2"], client: "b", to: bench)
        try await add(["c1"], client: "c", to: bench)
        #expect(try await claimAll(bench) == ["a1", "b1", "c1", "a2", "b2", "a3", "a4"])
    }

    @Test(arguments: StoreKind.allCases)
    func oneJobDoesNotWaitForAnothersThousand(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add((1...1000).map { "a\($0)" }, client: "a", to: bench)
        for _ in 1...500 { _ = try await bench.claim() }
        try await add(["b1", "b2"], client: "b", to: bench)
        let next = [try await bench.claim(), try await bench.claim(), try await bench.claim(), try await bench.claim()]
        // Nobody saves up turns: the second of the late client comes after the next of the first.
        #expect(next.map { $0?.client } == ["a", "b", "a", "b"] || next.map { $0?.client } == ["b", "a", "b", "a"])
    }

    @Test(arguments: StoreKind.allCases)
    func highGoesFirstAndLowDoesNotStarve(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add((1...8).map { "l\($0)" }, client: "a", priority: .low, to: bench)
        try await add((1...40).map { "n\($0)" }, client: "a", to: bench)
        try await add((1...40).map { "h\($0)" }, client: "a", priority: .high, to: bench)
        let order = try await claimAll(bench)
        #expect(order.first == "h1")
        // In the time of four low ones: 16 normal ones, and all that is high.
        let untilFour = order.prefix { $0 != "l4" }
        #expect(untilFour.count { $0.hasPrefix("h") } == 40)
        #expect((15...17).contains(untilFour.count { $0.hasPrefix("n") }))
        for flow in ["l", "n", "h"] {
            let numbers = order.filter { $0.hasPrefix(flow) }.compactMap { Int($0.dropFirst()) }
            #expect(numbers == numbers.sorted())
        }
        #expect(order.count == 88)
    }

    @Test(arguments: StoreKind.allCases)
    func positionsAreThoseOfTheTurns(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add(["a1", "a2", "a3"], client: "a", to: bench)
        try await add(["b1"], client: "b", to: bench)
        let ids = ["a1", "b1", "a2", "a3"].map { JobID(rawValue: $0) }
        let positions = try await bench.store.queuePositions(of: ids)
        #expect(ids.map { positions[$0] } == [1, 2, 3, 4])
        #expect(try await bench.job("b1").priority == .normal)
    }

    @Test(arguments: StoreKind.allCases)
    func whatComesBackKeepsItsTurn(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add(["a1", "a2", "a3"], client: "a", to: bench)
        let first = try #require(try await bench.claim())
        _ = try await bench.claim()
        try await bench.finish(first, .released)
        #expect(try await bench.claim()?.id.rawValue == "a1")
    }

    @Test(arguments: StoreKind.allCases)
    func aClientHasItsShareOnly(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let limits = QueueLimits(jobs: 4, jobsPerClient: 3)
        try await add(["a1", "a2", "a3"], client: "a", limits: limits, to: bench)
        let error = await expectRefusal(.clientOverShare) {
            try await add(["a4"], client: "a", limits: limits, to: bench)
        }
        #expect(error?.message.contains("'a'") == true)
        try await add(["b1"], client: "b", limits: limits, to: bench)
        await expectRefusal(.queueFull) { try await add(["b2"], client: "b", limits: limits, to: bench) }
        #expect(try await bench.store.counts().byState[.queued] == 4)
    }

    @Test(arguments: StoreKind.allCases)
    func theBytesThatWaitAreLimited(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let limits = QueueLimits(bytes: 250)
        try await add(["a1", "a2"], client: "a", limits: limits, to: bench)
        #expect(try await bench.store.counts().queuedBytes == 200)
        await expectRefusal(.queueFull) { try await add(["a3"], client: "a", limits: limits, to: bench) }
        let job = try #require(try await bench.claim())
        #expect(try await bench.store.counts().queuedBytes == 100)
        try await add(["a3"], client: "a", limits: limits, to: bench)
        try await bench.finish(job, .success)
        try await bench.store.remove(job.id, now: .at(0))
        #expect(try await bench.store.counts().queuedBytes == 200)
    }

    @Test(arguments: StoreKind.allCases)
    func aPausedQueueTakesButGivesNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add(["a1", "a2"], client: "a", to: bench)
        let running = try #require(try await bench.claim())
        try await bench.store.setPaused(true)
        #expect(try await bench.store.counts().isPaused)
        #expect(try await bench.claim() == nil)
        try await add(["a3"], client: "a", to: bench)
        try await bench.finish(running, .success)
        try await bench.store.setPaused(false)
        #expect(try await claimAll(bench) == ["a2", "a3"])
    }

    @Test(arguments: StoreKind.allCases)
    func followersHearOfForgottenJobsInOrder(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await add(["a1", "a2"], client: "a", to: bench)
        _ = try await bench.store.cancel(JobID(rawValue: "a1"), now: .at(0))
        try await bench.store.remove(JobID(rawValue: "a1"), now: .at(0))
        try await add(["a3"], client: "a", to: bench)
        let changes = try await bench.store.changes(after: 0, limit: 9)
        #expect(changes.map(\.sequence) == [2, 4, 5])
        #expect(changes.map { $0.job?.id.rawValue } == ["a2", nil, "a3"])
        #expect(changes[1] == .forgotten(JobID(rawValue: "a1"), sequence: 4))
        #expect(try await bench.store.changes(after: 2, limit: 1) == [changes[1]])
        #expect(try await bench.store.changes(after: 4, limit: 9) == [changes[2]])
    }
}
