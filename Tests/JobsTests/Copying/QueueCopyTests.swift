import Foundation
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueCopyTests {
    /// Jobs in every state, one with a large image and a key, one that runs.
    private static func fill(_ store: any JobStore) async throws -> NewJob {
        var keyed = NewJob.sample("a", client: "ada", payload: Data(repeating: 1, count: 5_000_000))
        keyed.idempotencyKey = "k"
        let others = (0..<250).map { NewJob.sample("b\(100 + $0)", payload: Data("same".utf8)) }
        _ = try await store.submit([keyed] + others, limits: QueueLimits(), now: .at(1))
        for outcome in [JobOutcome.success, .failure(retryable: false), .failure(retryable: true)] {
            let job = try #require(
                try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(10)))
            _ = try await store.progress(job.id, token: job.token, step: "inferring", fraction: 0.5, now: .at(15))
            _ = try await store.finish(job.id, token: job.token, outcome: outcome, now: .at(20))
        }
        _ = try await store.cancel(JobID(rawValue: "b200"), now: .at(30))
        // Its place is behind all others.
        _ = try await store.retry(JobID(rawValue: "b200"), limits: QueueLimits(), now: .at(31))
        _ = try await store.cancel(JobID(rawValue: "b201"), now: .at(32))
        let all = RetentionPolicy(jobMilliseconds: nil, payloadMilliseconds: 0, jobs: nil, payloadBytes: nil)
        #expect(try await store.retain(all, limit: 1, now: .at(40)).payloadsDropped == 1)
        return keyed
    }

    private static func order(_ store: any JobStore) async throws -> [JobID] {
        let waiting = try await store.list(JobQuery(filter: JobFilter(parsing: "state:queued"), limit: 500)).jobs
        let places = try await store.queuePositions(of: waiting.map(\.id))
        return waiting.map(\.id).sorted { (places[$0] ?? 0) < (places[$1] ?? 0) }
    }

    private static func expectEqual(_ store: any CopyableStore, _ copy: any CopyableStore) async throws {
        var (counts, others) = (try await store.counts(), try await copy.counts())
        counts.oldestQueued = nil
        others.oldestQueued = nil
        #expect(counts == others)
        for job in try await store.list(JobQuery(limit: 500)).jobs {
            var (one, other) = (job, try await copy.job(job.id))
            one.sequence = other.sequence
            #expect(one == other)
            let payloads = (try? await store.payload(job.id), try? await copy.payload(job.id))
            #expect(payloads.0 == payloads.1 && (payloads.0 != nil) == job.hasPayload)
        }
        let orders = (try await order(store), try await order(copy))
        #expect(orders.0 == orders.1)
    }

    @Test func aQueueGoesFromAFileIntoRedisAndBack() async throws {
        let folder = try TemporaryFolder("copy")
        let (first, last) = (folder.file("first.db").path, folder.file("last.db").path)
        let file = try SQLiteJobStore(path: first)
        let keyed = try await Self.fill(file)
        let running = try #require(
            try await file.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(40)))
        try await file.close()

        let server = try RedisServerProcess()
        let url = try server.url()
        let there = try await QueueCopy.run(from: .file(first), to: .redis(url))
        #expect(there.copied == 251 && there.known == 0 && there.goneOn == 0 && there.different.isEmpty)
        #expect(there.sourceSum == there.targetSum && there.sourceSum != 0)
        let again = try await QueueCopy.run(from: .file(first), to: .redis(url))
        #expect(again.copied == 0 && again.known == 251 && again.sourceSum == there.sourceSum)
        let back = try await QueueCopy.run(from: .redis(url), to: .file(last))
        #expect(back.copied == 251 && back.sourceSum == there.sourceSum && back.targetSum == there.sourceSum)

        let original = try SQLiteJobStore(path: first)
        let middle = try RedisJobStore(url, clock: .caller)
        let copy = try SQLiteJobStore(path: last)
        try await Self.expectEqual(original, middle)
        try await Self.expectEqual(original, copy)
        let times = try await copy.list(JobQuery(limit: 500)).jobs.compactMap(\.notBefore)
        #expect(times == [.at(1_020)], "What waits for its next attempt goes on to.")
        for store in [middle, copy] as [any JobStore] {
            let earlier = try await store.submit([keyed], limits: QueueLimits(), now: .at(50))
            #expect(earlier.map(\.id) == [keyed.id], "The idempotency key came along.")
            #expect(try await store.list(JobQuery(filter: JobFilter(parsing: "tabby"))).total == 1)
            let next = try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(60))
            #expect(next?.id == running.id, "What ran is first again.")
        }
        try await original.close()
        try await copy.close()
    }

    @Test func aCopyThatWasCutShortGoesOn() async throws {
        let folder = try TemporaryFolder("copy")
        let (first, last) = (folder.file("first.db").path, folder.file("last.db").path)
        let file = try SQLiteJobStore(path: first)
        _ = try await Self.fill(file)
        let step = try await file.kept(at: .start, jobs: 2, bytes: .max)
        let waiting = try await file.kept(at: .waiting(.min), jobs: 60, bytes: .max)
        try await file.close()
        let target = try SQLiteJobStore(path: last)
        #expect(try await target.restore(step.jobs + waiting.jobs) == 62)
        try await target.close()
        let rest = try await QueueCopy.run(from: .file(first), to: .file(last))
        #expect(rest.copied == 251 - 62 && rest.known == 62 && rest.sourceSum == rest.targetSum)
    }

    @Test func whatDiffersIsNamedAndWhatHasGoneOnIsCounted() async throws {
        let folder = try TemporaryFolder("copy")
        let (first, last) = (folder.file("first.db").path, folder.file("last.db").path)
        for path in [first, last] {
            let store = try SQLiteJobStore(path: path)
            let jobs = [("a", "same"), ("b", path), ("c", "same")].map { id, payload in
                NewJob.sample(id, payload: Data(payload.utf8))
            }
            _ = try await store.submit(jobs, limits: QueueLimits(), now: .at(1))
            if path == last { _ = try await store.cancel(JobID(rawValue: "c"), now: .at(2)) }
            try await store.close()
        }
        let outcome = try await QueueCopy.run(from: .file(first), to: .file(last))
        #expect(outcome.known == 3 && outcome.goneOn == 1 && outcome.different == [JobID(rawValue: "b")])
        #expect(outcome.sourceSum != outcome.targetSum)
    }

    @Test func aQueueThatIsAtWorkIsNotCopied() async throws {
        let folder = try TemporaryFolder("copy")
        let server = try RedisServerProcess()
        let store = try RedisJobStore(server.url())
        _ = try await store.submit([.sample("a")], limits: QueueLimits(), now: .at(1))
        _ = try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 60_000, now: .at(2))
        let error = await #expect(throws: JobError.self) {
            try await QueueCopy.run(from: .redis(server.url()), to: .file(folder.file("jobs.db").path))
        }
        #expect(error?.code == .storeInUse && error?.message.contains("1 jobs run") == true)
    }
}
