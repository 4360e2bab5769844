package import Foundation
import GRDB

extension SQLiteJobStore {
    /// Stores finished jobs as they are, in one transaction, each with the same payload; every one takes the next
    /// sequence. For stores that are made, not grown: what a submission checks is not checked.
    /// - Throws: `storeUnavailable`, also for an id that is taken.
    package func restore(_ jobs: [JobRecord], payload: Data) async throws(JobError) {
        try await write { table in
            let bytes = try table.db.cachedStatement(sql: "INSERT INTO payload (job_key, bytes) VALUES (?, ?)")
            for var job in jobs {
                job.sequence = try table.next("sequence")
                var row = JobRow(job, place: job.sequence)
                row.key = try row.insert(table.db, idempotencyKey: nil)
                try row.update(table.db)
                try bytes.execute(arguments: [row.key, payload])
            }
        }
    }
}
