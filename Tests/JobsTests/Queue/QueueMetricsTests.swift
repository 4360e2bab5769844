import Foundation
import Metrics
import MetricsTestKit
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueMetricsTests {
    private let folder: TemporaryFolder
    private let metrics = TestMetrics()
    private let store: SQLiteJobStore
    private let queue: JobQueue

    init() throws {
        folder = try TemporaryFolder("metrics")
        store = try SQLiteJobStore(path: folder.file("jobs.db").path, metrics: metrics)
        queue = JobQueue(store: store, metrics: metrics)
    }

    private func count(_ name: String, _ dimensions: (String, String)...) -> Int64 {
        (try? metrics.expectCounter(name, dimensions).totalValue) ?? 0
    }

    @Test func jobsAreCountedFromAcceptanceToEnd() async throws {
        for id in ["a", "b", "c", "d"] {
            _ = try await queue.submit(.sample(id, payload: Data(count: 100), maxAttempts: 1))
        }
        let jobs = [
            try #require(try await queue.claim(worker: "w", routes: nil)?.job),
            try #require(try await queue.claim(worker: "w", routes: nil)?.job),
        ]
        _ = try await queue.finish(jobs[0].id, token: jobs[0].token, outcome: .success)
        _ = try await queue.finish(jobs[1].id, token: jobs[1].token, outcome: .failure(retryable: false))
        _ = try await queue.cancel(JobID(rawValue: "c"))
        let last = try #require(try await queue.claim(worker: "w", routes: nil)?.job)
        _ = try await queue.finish(last.id, token: last.token, outcome: .released)

        #expect(count("top5_jobs_accepted_total") == 4)
        #expect(count("top5_jobs_accepted_bytes_total") == 400)
        #expect(count("top5_jobs_finished_total", ("outcome", "succeeded"), ("code", "")) == 1)
        #expect(count("top5_jobs_finished_total", ("outcome", "failed"), ("code", "BOOM")) == 1)
        #expect(count("top5_jobs_finished_total", ("outcome", "cancelled"), ("code", "")) == 1)
        #expect(count("top5_jobs_returned_total", ("reason", "released")) == 1)
        try await store.close()
    }

    @Test func aRepeatedSubmissionIsAcceptedOnce() async throws {
        for id in ["a", "b"] {
            var job = NewJob.sample(id, payload: Data([1]))
            job.idempotencyKey = "key"
            _ = try await queue.submit(job)
        }
        #expect(count("top5_jobs_accepted_total") == 1)
        try await store.close()
    }

    @Test func eachWriteIsInOneCommit() async throws {
        let before = try metrics.expectRecorder("top5_store_commit_writes").values.reduce(0, +)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<30 { group.addTask { _ = try await queue.submit(.sample("job-\(number)")) } }
            try await group.waitForAll()
        }
        let sizes = try metrics.expectRecorder("top5_store_commit_writes").values
        #expect(sizes.reduce(0, +) - before == 30)
        #expect(try metrics.expectTimer("top5_store_commit_seconds").values.count == sizes.count)
        try await store.close()
    }

    @Test func failuresAreCountedByReason() async throws {
        try await store.setReadOnly(true)
        await expectRefusal(.storeUnavailable) { _ = try await queue.submit(.sample("a")) }
        #expect(count("top5_store_failures_total", ("reason", "read_only")) == 1)
        try await store.setReadOnly(false)
        try await store.close()
    }

    @Test func drainingRefusesSubmissionsOnly() async throws {
        let id = try await queue.submit(.sample("a")).id
        queue.stopAccepting()
        await expectRefusal(.draining) { _ = try await queue.submit(.sample("b")) }
        #expect(try await queue.cancel(id).state == .cancelled)
        try await store.close()
    }
}
