import Foundation
import Jobs
import Testing

@Suite struct ForgettingTests {
    private func remove(_ id: String, _ bench: StoreBench) async throws {
        try await bench.store.remove(JobID(rawValue: id), now: .at(1))
    }

    @Test(arguments: StoreKind.allCases)
    func aFinishedJobGoesWithAllThatItHad(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        try await bench.finish(try #require(try await bench.claim()), .success)
        try await remove("a", bench)
        let error = await expectRefusal(.expired) { _ = try await bench.job("a") }
        #expect(error?.message.contains("Job a was here") == true)
        await expectRefusal(.expired) { _ = try await bench.store.payload(JobID(rawValue: "a")) }
        await expectRefusal(.expired) { try await remove("a", bench) }
        await expectRefusal(.expired) {
            _ = try await bench.store.retry(JobID(rawValue: "a"), maxQueued: 9, now: .at(1))
        }
        await expectRefusal(.notFound) { try await remove("never", bench) }
        #expect(try await bench.listed("") == ["b"])
        let counts = try await bench.store.counts()
        #expect(counts.byState[.succeeded] == 0 && counts.byState[.queued] == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func anUnfinishedJobStays(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        _ = try await bench.claim()
        for id in ["a", "b"] {
            let before = try await bench.job(id)
            let error = await expectRefusal(.conflict) { try await remove(id, bench) }
            #expect(error?.message.contains("is \(before.state.rawValue); only a finished one") == true)
            #expect(try await bench.job(id) == before)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aKeyOfAForgottenJobIsFree(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        var job = NewJob.sample("a")
        job.idempotencyKey = "k"
        _ = try await bench.store.submit([job], maxQueued: 9, now: .at(0))
        _ = try await bench.store.cancel(job.id, now: .at(0))
        try await remove("a", bench)
        job.id = JobID(rawValue: "b")
        #expect(try await bench.store.submit([job], maxQueued: 9, now: .at(1)).first?.id.rawValue == "b")
    }

    /// One queued, one running, and one in each finished state.
    private func shelf(_ kind: StoreKind) async throws -> StoreBench {
        let bench = try StoreBench(kind)
        try await bench.add("1", "2", "3", "4", "5")
        try await bench.finish(try #require(try await bench.claim()), .success)
        try await bench.finish(try #require(try await bench.claim()), .failure(retryable: false))
        _ = try await bench.store.cancel(JobID(rawValue: "3"), now: .at(0))
        _ = try await bench.claim()
        return bench
    }

    private func states(_ bench: StoreBench) async throws -> [String: String] {
        let page = try await bench.store.list(JobQuery())
        return Dictionary(uniqueKeysWithValues: page.jobs.map { ($0.id.rawValue, $0.state.rawValue) })
    }

    @Test(arguments: StoreKind.allCases)
    func eachActionTakesTheJobsThatItCan(kind: StoreKind) async throws {
        let before = try await states(try await shelf(kind))
        for (action, filter, matched, expected) in [
            (BulkAction.cancel, "jpg", 5, ["5": "cancelled"]),
            (.retry, "state:failed,succeeded", 2, ["2": "queued"]),
            (.forget, "-state:cancelled", 4, ["1": "", "2": ""]),
            (.forget, "state:queued", 1, [:]),
        ] as [(BulkAction, String, Int, [String: String])] {
            let bench = try await shelf(kind)
            let queue = JobQueue(store: bench.store)
            let done = try await queue.apply(action, to: JobFilter(parsing: filter))
            #expect(done.matched == matched, "\(action) \(filter)")
            #expect(done.changed == (action == .cancel ? 2 : expected.count), "\(action) \(filter)")
            let after = before.merging(expected) { $1 }.filter { $0.value != "" }
            #expect(try await states(bench) == after, "\(action) \(filter)")
            if action == .cancel { #expect(try await bench.job("4").cancelRequested) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func stepsGoFromTheNewestToTheOldest(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("1", "2", "3")
        let first = try await bench.store.apply(
            .cancel, to: JobFilter(), before: nil, limit: 2, maxQueued: 9, now: .at(0))
        #expect(first.jobs.map(\.id.rawValue) == ["3", "2"] && first.changed == 2 && first.last?.rawValue == "2")
        try await bench.add("4")
        let second = try await bench.store.apply(
            .cancel, to: JobFilter(), before: first.last, limit: 2, maxQueued: 9, now: .at(0))
        #expect(second.jobs.map(\.id.rawValue) == ["1"] && second.last == nil)
        #expect(try await bench.job("4").state == .queued)
    }

    @Test(arguments: StoreKind.allCases)
    func retriesStopWhereTheQueueIsFull(kind: StoreKind) async throws {
        let bench = try await shelf(kind)
        let filter = try JobFilter(parsing: "state:failed,cancelled")
        let before = try await states(bench)
        await expectRefusal(.queueFull) {
            _ = try await bench.store.apply(.retry, to: filter, before: nil, limit: 9, maxQueued: 2, now: .at(0))
        }
        #expect(try await states(bench) == before)
        let step = try await bench.store.apply(.retry, to: filter, before: nil, limit: 9, maxQueued: 3, now: .at(0))
        #expect(step.changed == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func manyAreDoneInSteps(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let ids = (1000..<1500).map { NewJob.sample("\($0)") }
        _ = try await bench.store.submit(ids, maxQueued: 1000, now: .at(0))
        let queue = JobQueue(store: bench.store)
        let cancelled = try await queue.apply(.cancel, to: JobFilter(parsing: "state:queued"))
        #expect(cancelled.matched == 500 && cancelled.changed == 500)
        let forgotten = try await queue.apply(.forget, to: JobFilter(parsing: "state:cancelled"))
        #expect(forgotten.changed == 500)
        #expect(try await bench.listed("").isEmpty)
    }
}
