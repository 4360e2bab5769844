import GRDB

/// Every end of every job, written down by the database itself in the transaction that ended it.
///
/// A trigger notes each update that puts a job into a finished state, or that replaces a finished job's result; nothing
/// of the queue's own code takes part. So "no job finished twice" is a count of rows, whatever crashed in between. It is
/// for drills: a service runs on a store with a ledger as on any other, a little slower.
package enum FinishLedger {
    /// A job of the store, and how often it came to an end.
    package struct Entry: Sendable {
        package var id: JobID
        package var state: JobState
        package var revision: Int
        package var client: String
        package var idempotencyKey: String?
        package var ends: Int
    }

    private static let sql = """
        CREATE TABLE finish_ledger (
            number INTEGER PRIMARY KEY, job_key INTEGER NOT NULL, state TEXT NOT NULL, revision INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX finish_ledger_by_job ON finish_ledger (job_key);
        CREATE TRIGGER finish_ledger_note AFTER UPDATE ON job
        WHEN NEW.state IN ('succeeded', 'failed', 'cancelled')
            AND (OLD.state <> NEW.state OR OLD.finished_at IS NOT NEW.finished_at OR OLD.result IS NOT NEW.result)
        BEGIN
            INSERT INTO finish_ledger (job_key, state, revision) VALUES (NEW.key, NEW.state, NEW.revision);
        END;
        """

    /// Makes the store where it is missing, and its ledger. No process may work on the store meanwhile.
    /// - Throws: as `SQLiteJobStore.init`; `storeUnavailable` where there is a ledger already.
    package static func install(path: String) async throws(JobError) {
        let store = try SQLiteJobStore(path: path)
        do throws(JobError) {
            try await store.write { table in try table.db.execute(sql: sql) }
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
    }

    /// All jobs of a store that no process works on.
    /// - Throws: as `SQLiteJobStore.init`; `storeUnavailable` without a ledger.
    package static func read(path: String) async throws(JobError) -> [Entry] {
        let store = try SQLiteJobStore(path: path)
        let entries: [Entry]
        do throws(JobError) {
            entries = try await store.read { table in
                let rows = try Row.fetchAll(
                    table.db,
                    sql: """
                        SELECT id, state, revision, client, idempotency_key,
                            (SELECT COUNT(*) FROM finish_ledger WHERE job_key = job.key) AS ends
                        FROM job ORDER BY key
                        """)
                return try rows.map { row in
                    guard let state = JobState(rawValue: row["state"]) else {
                        throw table.failure.damaged("unknown state \(row["state"] as String)")
                    }
                    return Entry(
                        id: JobID(rawValue: row["id"]), state: state, revision: row["revision"], client: row["client"],
                        idempotencyKey: row["idempotency_key"], ends: row["ends"])
                }
            }
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
        return entries
    }
}
