import Foundation
import Testing

@testable import Jobs

/// `JobQueue.finished`: whoever waits for one job hears of its end, and of nothing else.
@Suite(.timeLimit(.minutes(1))) struct WaitingForEndTests {
    private let clock = ManualClock(at: 1_000)
    private let queue: JobQueue

    init() {
        queue = JobQueue(store: MemoryJobStore(), clock: clock)
    }

    @Test func theEndEndsTheWait() async throws {
        let job = try await queue.submit(.sample("a"))
        _ = try await queue.submit(.sample("b"))
        async let end = queue.finished(job.id, within: 5_000)
        await clock.untilAsleep(for: 5_000)
        _ = try await queue.cancel(JobID(rawValue: "b"))
        let token = try #require(try await queue.claim(worker: "w", routes: nil)?.job).token
        _ = try await queue.finish(job.id, token: token, outcome: .success)
        #expect(try await end.state == .succeeded)
    }

    @Test func theTimeEndsTheWait() async throws {
        let job = try await queue.submit(.sample("a"))
        async let end = queue.finished(job.id, within: 5_000)
        await clock.untilAsleep(for: 5_000)
        clock.advance(by: 5_000)
        #expect(try await end.state == .queued)
    }

    @Test func noWaitForWhatIsFinishedOrNotThere() async throws {
        let job = try await queue.submit(.sample("a"))
        #expect(try await queue.finished(job.id, within: 0).state == .queued)
        _ = try await queue.cancel(job.id)
        #expect(try await queue.finished(job.id, within: 5_000).state == .cancelled)
        await expectRefusal(.notFound) { _ = try await queue.finished(JobID(rawValue: "x"), within: 5_000) }
    }

    @Test func forgettingAndClosingEndTheWait() async throws {
        let job = try await queue.submit(.sample("a"))
        async let end = queue.finished(job.id, within: 5_000)
        await clock.untilAsleep(for: 5_000)
        queue.close()
        #expect(try await end.state == .queued)
        _ = try await queue.cancel(job.id)
        try await queue.remove(job.id)
        await expectRefusal(.expired) { _ = try await queue.finished(job.id, within: 5_000) }
    }
}
