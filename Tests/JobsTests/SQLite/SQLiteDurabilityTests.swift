import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

@Suite struct SQLiteDurabilityTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("jobs.db").path }

    init() throws {
        folder = try TemporaryFolder("durability")
    }

    @Test func theWriterSyncsAtEachCommit() async throws {
        let store = try SQLiteJobStore(path: path)
        let found = try await store.write { table in
            try ["journal_mode", "synchronous", "busy_timeout", "foreign_keys", "application_id"].map { name in
                try String.fetchOne(table.db, sql: "PRAGMA \(name)") ?? ""
            }
        }
        #expect(found == ["wal", "2", "5000", "1", "\(SQLiteSchema.applicationID)"])
        try await store.close()
    }

    @Test func jobsOutliveTheStore() async throws {
        let store = try SQLiteJobStore(path: path)
        _ = try await store.submit([.sample("a"), .sample("b"), .sample("c")], maxQueued: 9, now: .at(1))
        let job = try #require(
            try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(2)))
        let done = try await store.finish(
            job.id, token: job.token, outcome: .failed(JobFailure(code: "X", message: "m", step: "s")), now: .at(3))
        try await store.close()
        await expectRefusal(.storeUnavailable) { _ = try await store.job(job.id) }
        await expectRefusal(.storeUnavailable) { _ = try await store.cancel(job.id, now: .at(4)) }

        let again = try SQLiteJobStore(path: path)
        #expect(try await again.job(job.id) == done)
        #expect(try await again.payload(JobID(rawValue: "b")) == Data("payload b".utf8))
        #expect(try await again.counts().byState[.queued] == 2)
        #expect(try await again.lastSequence() == done.sequence)
        let next = try #require(
            try await again.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(5)))
        #expect(next.id.rawValue == "b")
        #expect(next.token > job.token, "Tokens go on growing.")
        #expect(next.sequence > done.sequence)
        try await again.close()
    }

    @Test func closingEmptiesTheLog() async throws {
        let store = try SQLiteJobStore(path: path)
        _ = try await store.submit([.sample("a")], maxQueued: 9, now: .at(1))
        try await store.close()
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        #expect(log ?? 0 == 0)
        try await store.close()
    }

    /// What `kill -9` leaves: the files as they are at that instant, nothing closed.
    private func filesAtThisInstant() throws -> String {
        let copy = folder.file("copy-\(UUID().uuidString).db").path
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        return copy
    }

    @Test func whatWasAcceptedSurvivesASuddenEnd() async throws {
        let store = try SQLiteJobStore(path: path)
        for number in 0..<20 {
            _ = try await store.submit(
                [.sample("job-\(number)", payload: Data(repeating: 7, count: 50_000))], maxQueued: 99, now: .at(1))
        }
        let survivor = try SQLiteJobStore(path: try filesAtThisInstant())
        #expect(try await survivor.counts().byState[.queued] == 20)
        for number in 0..<20 {
            #expect(try await survivor.payload(JobID(rawValue: "job-\(number)")).count == 50_000)
        }
        try await survivor.close()
        try await store.close()
    }

    @Test func aRestartTakesOverWhatRan() async throws {
        let store = try SQLiteJobStore(path: path)
        _ = try await store.submit(
            [.sample("retried"), .sample("poison", maxAttempts: 1), .sample("unwanted"), .sample("waiting")],
            maxQueued: 9, now: .at(1))
        var jobs: [JobRecord] = []
        for _ in 0..<3 {
            jobs.append(
                try #require(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 30_000, now: .at(2))))
        }
        _ = try await store.cancel(jobs[2].id, now: .at(3))

        let next = try SQLiteJobStore(path: try filesAtThisInstant())
        let recovered = try await next.recoverAfterRestart(now: .at(4))
        #expect(recovered.map(\.id.rawValue) == ["retried", "poison", "unwanted"])
        #expect(recovered.map(\.state) == [.queued, .failed, .cancelled])
        #expect(recovered.map(\.attempt) == [1, 1, 1])
        #expect(recovered[1].failure?.code == JobFailure.leaseExpiredCode)
        let claimed = try #require(
            try await next.claim(worker: "w", routes: nil, leaseMilliseconds: 30_000, now: .at(5)))
        #expect(claimed.id.rawValue == "retried" && claimed.attempt == 2)
        #expect(try await next.recoverAfterRestart(now: .at(6)).isEmpty, "A new lease is not an orphan's.")
        await expectRefusal(.leaseLost) {
            _ = try await next.finish(claimed.id, token: jobs[0].token, outcome: .success, now: .at(7))
        }
        try await next.close()
        try await store.close()
    }

    @Test func onlyWhatHasToOutliveAPowerCutIsSynced() async throws {
        let store = try SQLiteJobStore(path: path)
        func lastCommitSynced() async throws -> Bool {
            try await store.pool.writeWithoutTransaction { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 }
        }
        _ = try await store.submit([.sample("a"), .sample("b")], maxQueued: 9, now: .at(1))
        #expect(try await lastCommitSynced())
        let job = try #require(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(2)))
        #expect(try await !lastCommitSynced())
        _ = try await store.renew(job.id, token: job.token, leaseMilliseconds: 10, now: .at(3))
        _ = try await store.progress(job.id, token: job.token, step: "decode", fraction: 0.5, now: .at(3))
        #expect(try await !lastCommitSynced())
        try await store.finish(job.id, token: job.token, outcome: .success, now: .at(4))
        #expect(try await lastCommitSynced())
        _ = try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(5))
        _ = try await store.cancel(JobID(rawValue: "b"), now: .at(6))
        #expect(try await lastCommitSynced())
        try await store.close()
    }

    /// A claim that followers have seen and the power took away: nothing else may come under its numbers.
    @Test func whatAPowerCutTookAwayDoesNotComeBackAsSomethingElse() async throws {
        let store = try SQLiteJobStore(path: path)
        _ = try await store.submit([.sample("a"), .sample("b")], maxQueued: 9, now: .at(1))
        let synced = try filesAtThisInstant()
        let seen = try #require(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(2)))

        let next = try SQLiteJobStore(path: synced)
        #expect(try await next.recoverAfterRestart(now: .at(3)).isEmpty)
        #expect(try await next.job(seen.id).state == .queued)
        let cancelled = try await next.cancel(seen.id, now: .at(4))
        #expect(cancelled.revision > seen.revision && cancelled.sequence > seen.sequence)
        let added = try await next.submit([.sample("c")], maxQueued: 9, now: .at(5))
        #expect(added.map(\.revision) == [1])
        try await next.close()
        try await store.close()

        // In order from here on: numbers go on as they were.
        let orderly = try SQLiteJobStore(path: synced)
        let last = try await orderly.lastSequence()
        let other = try await orderly.cancel(JobID(rawValue: "c"), now: .at(6))
        #expect(other.sequence == last + 1)
        try await orderly.close()
    }

    @Test func claimingUsesTheIndexes() async throws {
        let store = try SQLiteJobStore(path: path)
        for condition in [JobTable.firstInQueue, JobTable.firstOfRoute] {
            let plan = try await store.read { table in
                try Row.fetchAll(
                    table.db,
                    sql: "EXPLAIN QUERY PLAN \(JobRow.select) \(condition) ORDER BY place LIMIT 1",
                    arguments: condition.contains("?") ? ["m@1"] : []
                ).map { $0["detail"] as String }.joined(separator: "; ")
            }
            #expect(plan.contains("USING INDEX job_queued"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        }
        try await store.close()
    }
}
