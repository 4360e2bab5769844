import Foundation
import Logging
import Testing

@testable import Jobs

@Suite struct RetentionTests {
    /// `count` jobs that end 10 ms after one another, from 10 on, one that runs and one that waits. 10 bytes each.
    private func shelf(_ kind: StoreKind, _ count: Int) async throws -> StoreBench {
        let bench = try StoreBench(kind)
        let jobs = (1...count + 2).map { NewJob.sample("\($0)", payload: Data(repeating: 1, count: 10)) }
        _ = try await bench.store.submit(jobs, maxQueued: 999, now: .at(0))
        for number in 1...count {
            let job = try #require(try await bench.claim())
            try await bench.finish(job, number % 2 == 0 ? .failure(retryable: false) : .success, at: Int64(number) * 10)
        }
        _ = try await bench.claim()
        return bench
    }

    private func retain(
        _ bench: StoreBench, jobs: Int64? = nil, payloads: Int64? = nil, count: Int? = nil, bytes: Int? = nil,
        limit: Int = 99, at now: Int64
    ) async throws -> RetentionStep {
        try await bench.store.retain(
            RetentionPolicy(jobMilliseconds: jobs, payloadMilliseconds: payloads, jobs: count, payloadBytes: bytes),
            limit: limit, now: .at(now))
    }

    @Test(arguments: StoreKind.allCases)
    func oldJobsAreForgottenAndOthersStay(kind: StoreKind) async throws {
        let bench = try await shelf(kind, 4)
        #expect(try await retain(bench, jobs: 100, at: 110) == RetentionStep())
        #expect(try await retain(bench, jobs: 100, at: 121) == RetentionStep(forgotten: 2))
        #expect(try await bench.listed("") == ["6", "5", "4", "3"])
        await expectRefusal(.expired) { _ = try await bench.job("1") }
        #expect(try await retain(bench, jobs: 0, at: 1_000_000) == RetentionStep(forgotten: 2))
        #expect(try await bench.listed("") == ["6", "5"], "What waits or runs is never touched.")
        #expect(try await bench.store.changes(after: 0, limit: 99).count == 6, "Followers hear of them.")
    }

    @Test(arguments: StoreKind.allCases)
    func theLongestFinishedGoWhenThereAreTooMany(kind: StoreKind) async throws {
        let bench = try await shelf(kind, 5)
        #expect(try await retain(bench, count: 2, limit: 2, at: 60) == RetentionStep(forgotten: 2))
        #expect(try await retain(bench, count: 2, limit: 2, at: 60) == RetentionStep(forgotten: 1))
        #expect(try await retain(bench, count: 2, limit: 2, at: 60) == RetentionStep())
        #expect(try await bench.listed("-state:queued,running") == ["5", "4"])
    }

    @Test(arguments: StoreKind.allCases)
    func imagesGoBeforeTheirResults(kind: StoreKind) async throws {
        let bench = try await shelf(kind, 4)
        #expect(try await retain(bench, payloads: 100, at: 121) == RetentionStep(payloadsDropped: 2))
        #expect(try await retain(bench, payloads: 100, at: 121) == RetentionStep())
        let first = try await bench.job("1")
        #expect(first.state == .succeeded && first.result != nil && !first.hasPayload)
        let error = await expectRefusal(.expired) { _ = try await bench.store.payload(first.id) }
        #expect(error?.message.contains("Submit the image again") == true)
        await expectRefusal(.expired) {
            _ = try await bench.store.retry(JobID(rawValue: "2"), maxQueued: 9, now: .at(0))
        }
        #expect(try await bench.job("2").state == .failed)
        let step = try await bench.store.apply(
            .retry, to: JobFilter(parsing: "state:failed"), before: nil, limit: 9, maxQueued: 9, now: .at(0))
        #expect(step.jobs.map(\.id.rawValue) == ["4"])
        #expect(try await bench.store.payload(JobID(rawValue: "3")).count == 10)
    }

    @Test(arguments: StoreKind.allCases)
    func imagesAreLimitedInBytes(kind: StoreKind) async throws {
        let bench = try await shelf(kind, 4)
        #expect(try await retain(bench, bytes: 40, at: 50) == RetentionStep())
        #expect(try await retain(bench, bytes: 25, at: 50) == RetentionStep(payloadsDropped: 2))
        #expect(try await retain(bench, bytes: 25, at: 50) == RetentionStep())
        #expect(try await bench.job("2").hasPayload == false)
        #expect(try await bench.job("3").hasPayload)
        try await bench.store.remove(JobID(rawValue: "1"), now: .at(50))
        #expect(try await retain(bench, bytes: 20, at: 50) == RetentionStep())
    }

    @Test("Jobs and images go in the same step", arguments: StoreKind.allCases)
    func both(kind: StoreKind) async throws {
        let byAge = try await shelf(kind, 4)
        let aged = try await retain(byAge, jobs: 100, payloads: 85, at: 121)
        #expect(aged == RetentionStep(forgotten: 2, payloadsDropped: 1))
        #expect(try await byAge.job("3").hasPayload == false)
        #expect(try await byAge.job("4").hasPayload)

        let byBytes = try await shelf(kind, 4)
        let sized = try await retain(byBytes, jobs: 100, bytes: 15, at: 121)
        #expect(sized == RetentionStep(forgotten: 2, payloadsDropped: 1))
        #expect(try await byBytes.listed("-state:queued,running") == ["4", "3"])
    }

    @Test(.timeLimit(.minutes(1)), arguments: StoreKind.allCases)
    func theJanitorWorksThroughAllOfIt(kind: StoreKind) async throws {
        let bench = try await shelf(kind, 120)
        let clock = ManualClock(at: 1_000_000)
        let queue = JobQueue(store: bench.store, clock: clock)
        let log = LogBook()
        let janitor = Janitor(queue: queue, policy: RetentionPolicy(jobMilliseconds: 10), logger: log.logger)
        let run = Task { try await janitor.run() }
        for _ in 0..<3 {
            await clock.untilAsleep(for: Janitor.pauseMilliseconds)
            clock.advance(by: Janitor.pauseMilliseconds)
        }
        await clock.untilAsleep(for: Janitor.roundMilliseconds)
        #expect(try await bench.listed("") == ["122", "121"])
        #expect(log.messages(.info) == ["finished jobs cleaned up"])
        run.cancel()
        try await run.value
    }
}
