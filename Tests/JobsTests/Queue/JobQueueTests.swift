import Foundation
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct JobQueueTests {
    private let clock = ManualClock(at: 1_000)
    private let queue: JobQueue

    init() {
        queue = JobQueue(store: MemoryJobStore(), clock: clock, limits: QueueLimits(jobs: 2), leaseMilliseconds: 300)
    }

    @Test func everyChangeWakesItsFollowers() async throws {
        var wakes = queue.subscribe().makeAsyncIterator()
        let job = try await queue.submit(.sample("a"))
        #expect(await wakes.next() == 1)
        let token = try #require(try await queue.claim(worker: "w", routes: nil)?.job).token
        #expect(await wakes.next() == 2)
        _ = try await queue.progress(job.id, token: token, step: "s", fraction: 0.5)
        #expect(await wakes.next() == 3)
        _ = try await queue.finish(job.id, token: token, outcome: .failure(retryable: true))
        #expect(await wakes.next() == 4)
        #expect(try await queue.claim(worker: "w", routes: nil) == nil)
        clock.advance(by: 1_000)
        _ = try await queue.claim(worker: "w", routes: nil)
        #expect(await wakes.next() == 5)
        clock.advance(by: 301)
        #expect(try await queue.reapExpired().count == 1)
        #expect(await wakes.next() == 6)
        _ = try await queue.cancel(job.id)
        #expect(await wakes.next() == 7)
        _ = try await queue.retry(job.id)
        #expect(await wakes.next() == 8)
        #expect(try await queue.changes(after: 7, limit: 9).map(\.job?.state) == [.queued])
    }

    @Test func aSlowFollowerHearsTheNewestOnly() async throws {
        var wakes = queue.subscribe().makeAsyncIterator()
        _ = try await queue.submit(.sample("a"))
        _ = try await queue.cancel(JobID(rawValue: "a"))
        _ = try await queue.retry(JobID(rawValue: "a"))
        #expect(await wakes.next() == 3)
        _ = try await queue.cancel(JobID(rawValue: "a"))
        #expect(await wakes.next() == 4)
    }

    @Test func closingEndsAllSubscriptions() async {
        var before = queue.subscribe().makeAsyncIterator()
        queue.close()
        #expect(await before.next() == nil)
        var after = queue.subscribe().makeAsyncIterator()
        #expect(await after.next() == nil)
    }

    @Test func bringsTimeLimitAndLease() async throws {
        _ = try await queue.submit(.sample("a"))
        _ = try await queue.submit([.sample("b")])
        await expectRefusal(.queueFull) { _ = try await queue.submit(.sample("c")) }
        let claimed = try #require(try await queue.claim(worker: "w", routes: nil)?.job)
        #expect(claimed.createdAt == .at(1_000))
        #expect(claimed.lease?.expiresAt == .at(1_300))
        clock.advance(by: 50)
        #expect(try await queue.renew(claimed.id, token: claimed.token).lease?.expiresAt == .at(1_350))
        #expect(queue.newID() < queue.newID())
    }
}
