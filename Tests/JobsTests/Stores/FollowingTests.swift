import Jobs
import Testing

@Suite struct FollowingTests {
    @Test(arguments: StoreKind.allCases)
    func changesAreTheLatestOfEachJobInOrder(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        #expect(try await bench.store.lastSequence() == 0)
        #expect(try await bench.store.changes(after: 0, limit: 10).isEmpty)
        try await bench.add("a", "b", "c")
        let running = try #require(try await bench.claim())
        let asked = try await bench.store.cancel(running.id, now: .at(1))
        #expect(asked.sequence == 5)
        let all = try await bench.store.changes(after: 0, limit: 10)
        #expect(all.map(\.job?.id.rawValue) == ["b", "c", "a"])
        #expect(all.map(\.sequence) == [2, 3, 5])
        #expect(all.last == .job(asked))
        #expect(try await bench.store.changes(after: 2, limit: 1).map(\.sequence) == [3])
        #expect(try await bench.store.changes(after: 5, limit: 10).isEmpty)
        #expect(try await bench.store.changes(after: 0, limit: 0).isEmpty)
        #expect(try await bench.store.lastSequence() == 5)
    }

    @Test(arguments: StoreKind.allCases)
    func positionsCountThoseThatWaitBefore(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let ids = ["z", "y", "x", "w"].map(JobID.init(rawValue:))
        try await bench.add("z", "y", "x", "w")
        #expect(
            try await bench.store.queuePositions(of: ids + [JobID(rawValue: "?")])
                == [ids[0]: 1, ids[1]: 2, ids[2]: 3, ids[3]: 4])
        _ = try await bench.claim()
        _ = try await bench.store.cancel(ids[2], now: .at(0))
        #expect(try await bench.store.queuePositions(of: [ids[3], ids[3]]) == [ids[3]: 2])
        #expect(try await bench.store.queuePositions(of: ids) == [ids[1]: 1, ids[3]: 2])
        #expect(try await bench.store.queuePositions(of: []).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func countsByStateAndTheLongestWait(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let empty = Dictionary(uniqueKeysWithValues: JobState.allCases.map { ($0, 0) })
        #expect(try await bench.store.counts() == JobCounts(byState: empty, oldestQueued: nil))
        try await bench.add("a", at: 10)
        try await bench.add("b", at: 20)
        try await bench.add("c", at: 30)
        try await bench.finish(try #require(try await bench.claim()), .failure(retryable: false))
        #expect(
            try await bench.store.counts()
                == JobCounts(
                    byState: empty.merging([.queued: 2, .failed: 1]) { $1 }, oldestQueued: .at(20), queuedBytes: 18))
        _ = try await bench.claim()
        _ = try await bench.store.retry(JobID(rawValue: "a"), maxQueued: 9, now: .at(40))
        #expect(
            try await bench.store.counts()
                == JobCounts(
                    byState: empty.merging([.queued: 2, .running: 1]) { $1 }, oldestQueued: .at(30), queuedBytes: 18))
    }

    @Test(arguments: StoreKind.allCases)
    func aLiveStoreHasNothingToRecover(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let running = try #require(try await bench.claim())
        #expect(try await bench.store.recoverAfterRestart(now: .at(1)).isEmpty)
        #expect(try await bench.job("a") == running)
        try await bench.store.close()
    }
}
