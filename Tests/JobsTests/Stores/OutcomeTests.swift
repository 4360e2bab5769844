import Foundation
import Jobs
import Testing

@Suite struct OutcomeTests {
    private func running(_ kind: StoreKind, maxAttempts: Int = 3) async throws -> (StoreBench, JobRecord) {
        let bench = try StoreBench(kind)
        try await bench.add("a", maxAttempts: maxAttempts)
        try await bench.add("later")
        return (bench, try #require(try await bench.claim(at: 5)))
    }

    @Test(arguments: StoreKind.allCases)
    func successIsFinal(kind: StoreKind) async throws {
        let (bench, job) = try await running(kind)
        let result = Data([0, 200, 7])
        let done = try await bench.finish(job, .succeeded(result: result, summary: "tabby, tabby cat"), at: 70)
        #expect(done.state == .succeeded)
        #expect(done.result == result && done.summary == "tabby, tabby cat")
        #expect(done.finishedAt == .at(70) && done.startedAt == .at(5))
        #expect(done.fraction == 1 && done.lease == nil && done.failure == nil)
        #expect(try await bench.job("a") == done)
        #expect(try await bench.store.payload(job.id) == Data("payload a".utf8))
        #expect(try await bench.store.reapExpired(now: .at(1_000_000)).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func failureIsFinalUnlessRetryable(kind: StoreKind) async throws {
        let (bench, job) = try await running(kind)
        let done = try await bench.finish(job, .failure(retryable: false), at: 70)
        #expect(done.state == .failed && done.finishedAt == .at(70) && done.lease == nil)
        #expect(done.failure == JobFailure(code: "BOOM", message: "It broke."))
        #expect(try await bench.job("a") == done)
    }

    @Test(arguments: StoreKind.allCases)
    func aRetryableFailureUsesUpTheAttempts(kind: StoreKind) async throws {
        let (bench, first) = try await running(kind, maxAttempts: 2)
        let back = try await bench.finish(first, .failure(retryable: true), at: 70)
        #expect(back.state == .queued && back.attempt == 1 && back.finishedAt == nil && back.lease == nil)
        #expect(back.failure?.code == "BOOM")
        let second = try #require(try await bench.claim(at: 1070))
        #expect(second.id == first.id, "It keeps its place.")
        let done = try await bench.finish(second, .failure(retryable: true), at: 1090)
        #expect(done.state == .failed && done.attempt == 2 && done.failure?.code == "BOOM")
    }

    @Test(arguments: StoreKind.allCases)
    func aReleaseDoesNotCount(kind: StoreKind) async throws {
        let (bench, job) = try await running(kind, maxAttempts: 1)
        let back = try await bench.finish(job, .released, at: 70)
        #expect(back.state == .queued && back.attempt == 0 && back.lease == nil && back.step == nil)
        let again = try #require(try await bench.claim(at: 80))
        #expect(again.id == job.id && again.attempt == 1 && again.token > job.token)
    }

    @Test(arguments: StoreKind.allCases)
    func cancelledIsFinal(kind: StoreKind) async throws {
        let (bench, job) = try await running(kind)
        let done = try await bench.finish(job, .cancelled, at: 70)
        #expect(done.state == .cancelled && done.finishedAt == .at(70) && done.lease == nil)
    }

    @Test(arguments: StoreKind.allCases, [JobOutcome.success, .failure(retryable: true), .released, .cancelled])
    func everyOutcomeOfAJobToBeCancelledIsCancelled(kind: StoreKind, outcome: JobOutcome) async throws {
        let (bench, job) = try await running(kind)
        _ = try await bench.store.cancel(job.id, now: .at(6))
        let done = try await bench.finish(job, outcome, at: 70)
        #expect(done.state == .cancelled && !done.cancelRequested && done.result == nil)
    }
}
