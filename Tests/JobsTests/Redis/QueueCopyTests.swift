import Foundation
import Jobs
import TestSupport
import Testing

@Suite struct QueueCopyTests {
    @Test func allThatAFileHadIsThere() async throws {
        let folder = try TemporaryFolder("copy")
        let path = folder.file("jobs.db").path
        let file = try SQLiteJobStore(path: path)
        var keyed = NewJob.sample("a", client: "ada", payload: Data(repeating: 1, count: 5_000_000))
        keyed.idempotencyKey = "k"
        let others = (0..<150).map { NewJob.sample("b\($0)", payload: Data("same".utf8)) }
        _ = try await file.submit([keyed] + others, limits: QueueLimits(), now: .at(1))
        for outcome in [JobOutcome.success, .failure(retryable: false), .failure(retryable: true)] {
            let job = try #require(
                try await file.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(10)))
            _ = try await file.finish(job.id, token: job.token, outcome: outcome, now: .at(20))
        }
        _ = try await file.cancel(JobID(rawValue: "b100"), now: .at(30))
        let running = try #require(
            try await file.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(40)))
        try await file.close()

        let server = try RedisServerProcess()
        let first = try await QueueCopy.run(from: path, to: server.url())
        #expect(first == QueueCopy.Outcome(copied: 151, known: 0))
        #expect(try await QueueCopy.run(from: path, to: server.url()) == QueueCopy.Outcome(copied: 0, known: 151))

        let again = try SQLiteJobStore(path: path)
        let copy = try RedisJobStore(server.url(), clock: .caller)
        #expect(try await copy.counts() == again.counts())
        for id in ["a", "b0", "b1", "b2", "b100", "b149", running.id.rawValue].map(JobID.init(rawValue:)) {
            var job = try await copy.job(id)
            let original = try await again.job(id)
            job.sequence = original.sequence
            #expect(job == original)
            #expect(try await copy.payload(id) == again.payload(id))
        }
        #expect(try await copy.submit([keyed], limits: QueueLimits(), now: .at(50)).map(\.id) == [keyed.id])
        #expect(try await copy.list(JobQuery(filter: JobFilter(parsing: "tabby"))).total == 1)
        #expect(try await copy.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(60)) != nil)
        try await again.close()
    }
}
