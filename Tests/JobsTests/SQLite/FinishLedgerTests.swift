import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

/// The database's own count of how often a job ended.
@Suite struct FinishLedgerTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("jobs.db").path }

    init() throws { folder = try TemporaryFolder("ledger") }

    private func ends() async throws -> [String: Int] {
        let entries = try await FinishLedger.read(path: path)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.id.rawValue, $0.ends) })
    }

    /// Two jobs, the first of which has succeeded.
    private func prepare() async throws -> SQLiteJobStore {
        try await FinishLedger.install(path: path)
        let store = try SQLiteJobStore(path: path)
        _ = try await store.submit([.sample("a"), .sample("b")], maxQueued: 9, now: .at(0))
        let job = try #require(
            try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(0)))
        _ = try await store.progress(job.id, token: job.token, step: "inferring", fraction: 0.5, now: .at(1))
        _ = try await store.finish(job.id, token: job.token, outcome: .success, now: .at(2))
        return store
    }

    @Test func oneEndIsOneAndNoneIsNone() async throws {
        try await prepare().close()
        #expect(try await ends() == ["a": 1, "b": 0])
        let entry = try #require(try await FinishLedger.read(path: path).first)
        #expect(entry.state == .succeeded && entry.client == "ci" && entry.idempotencyKey == nil)
    }

    /// What the queue's own rules never do, and what a defect in them might.
    @Test(arguments: [
        "UPDATE job SET state = 'failed', result = NULL WHERE id = 'a'",
        "UPDATE job SET result = x'00', revision = revision + 1 WHERE id = 'a'",
        "UPDATE job SET state = 'running' WHERE id = 'a'; UPDATE job SET state = 'succeeded' WHERE id = 'a'",
    ])
    func aSecondEndIsCounted(sql: String) async throws {
        let store = try await prepare()
        try await store.write { table in try table.db.execute(sql: sql) }
        try await store.close()
        #expect(try await ends() == ["a": 2, "b": 0])
    }

    @Test func aCancelledJobEndsOnceAndOneTakenBackDoesNotEnd() async throws {
        let store = try await prepare()
        _ = try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 10, now: .at(3))
        #expect(try await store.reapExpired(now: .at(100)).count == 1)
        try await store.close()
        #expect(try await ends()["b"] == 0)
        let again = try SQLiteJobStore(path: path)
        _ = try await again.cancel(JobID(rawValue: "b"), now: .at(101))
        try await again.close()
        #expect(try await ends() == ["a": 1, "b": 1])
    }

    @Test func aStoreWithoutALedgerSaysSo() async throws {
        try await SQLiteJobStore(path: path).close()
        await expectRefusal(.storeUnavailable) { _ = try await FinishLedger.read(path: path) }
    }
}
