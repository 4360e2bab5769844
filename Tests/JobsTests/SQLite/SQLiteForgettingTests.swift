import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

@Suite struct SQLiteForgettingTests {
    @Test func thePayloadGoesTooAndTheOldestForgottenIdIsDropped() async throws {
        let folder = try TemporaryFolder("forgetting")
        let store = try SQLiteJobStore(path: folder.file("jobs.db").path)
        _ = try await store.submit([.sample("a"), .sample("b")], maxQueued: 9, now: .at(0))
        for id in ["a", "b"] { _ = try await store.cancel(JobID(rawValue: id), now: .at(0)) }
        try await store.remove(JobID(rawValue: "a"), now: .at(1))
        let left = try await store.read { table in
            try String.fetchAll(
                table.db, sql: "SELECT CAST(bytes AS TEXT) FROM payload JOIN job ON key = job_key")
                + [String(Int.fetchOne(table.db, sql: "SELECT COUNT(*) FROM payload") ?? 0)]
        }
        #expect(left == ["payload b", "1"])
        try await store.write { table in
            // As many as are kept, "a" being one of them.
            try table.db.execute(
                sql: """
                    WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO forgotten (number, id) SELECT i, 'old ' || i FROM n
                    """, arguments: [JobTable.forgottenKept])
        }
        await expectRefusal(.expired) { _ = try await store.job(JobID(rawValue: "a")) }
        try await store.remove(JobID(rawValue: "b"), now: .at(1))
        await expectRefusal(.notFound) { _ = try await store.job(JobID(rawValue: "a")) }
        for id in ["old 2", "b"] { await expectRefusal(.expired) { _ = try await store.job(JobID(rawValue: id)) } }
        try await store.close()
    }
}
