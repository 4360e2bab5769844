import Foundation
import GRDB

extension SQLiteJobStore {
    /// The jobs behind a key, in the order in which they were accepted, with their payloads: so many at most, and so many
    /// bytes, but one at least.
    func kept(after key: Int64, jobs: Int, bytes: Int) async throws(JobError) -> [KeptJob] {
        try await read { table in
            var (kept, sum): ([KeptJob], Int) = ([], 0)
            for row in try table.rows("WHERE key > ? ORDER BY key LIMIT ?", [key, jobs]) {
                if sum + row.job.payloadBytes > bytes && !kept.isEmpty { break }
                sum += row.job.payloadBytes
                let name = try String.fetchOne(
                    table.db, sql: "SELECT idempotency_key FROM job WHERE key = ?", arguments: [row.key])
                kept.append(
                    KeptJob(
                        key: row.key, job: row.job, payload: row.job.hasPayload ? try table.payload(of: row.key) : nil,
                        idempotencyKey: name))
            }
            return kept
        }
    }
}
