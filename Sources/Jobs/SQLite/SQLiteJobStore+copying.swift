import Foundation
import GRDB

extension SQLiteJobStore: CopyableStore {
    /// Only one process can open the file, so whatever runs in it is an orphan's.
    func settle() async throws(JobError) { _ = try await recoverAfterRestart(now: SystemClock().now()) }

    func kept(
        at place: KeptPlace, jobs: Int, bytes: Int
    ) async throws(JobError) -> (jobs: [KeptJob], next: KeptPlace?) {
        try await read { table in
            switch place {
            case .finished(let last):
                let rows = try table.rows(
                    "WHERE key > ? AND state NOT IN ('queued', 'running') ORDER BY key LIMIT ?",
                    [Int64(last) ?? 0, jobs])
                let kept = try table.kept(rows, bytes: bytes)
                return (kept, kept.isEmpty ? .waiting(.min) : .finished(String(rows[kept.count - 1].key)))
            case .waiting(let last):
                // Those that wait for their time among the others, in the order of their places.
                let ready = try table.rows(
                    "\(JobTable.firstInQueue) AND place > ? ORDER BY place LIMIT ?", [last, jobs])
                let delayed = try table.rows(
                    "INDEXED BY job_delayed WHERE not_before IS NOT NULL AND place > ? ORDER BY place LIMIT ?",
                    [last, jobs])
                let rows = Array((ready + delayed).sorted { $0.place < $1.place }.prefix(jobs))
                let kept = try table.kept(rows, bytes: bytes)
                return (kept, kept.isEmpty ? nil : .waiting(rows[kept.count - 1].place))
            }
        }
    }

    func kept(_ ids: [JobID]) async throws(JobError) -> [KeptJob] {
        try await read { table in
            try table.kept(try ids.compactMap { try table.first("WHERE id = ?", [$0.rawValue]) }, bytes: .max)
        }
    }

    package func restore(_ jobs: [KeptJob]) async throws(JobError) -> Int {
        try await write { table in try jobs.count { try table.restore($0) } }
    }
}

extension JobTable {
    /// With their payloads: the first, and those that follow as long as the payloads have no more than `bytes`.
    fileprivate func kept(_ rows: [JobRow], bytes: Int) throws -> [KeptJob] {
        var (kept, sum): ([KeptJob], Int) = ([], 0)
        for row in rows {
            sum += row.job.payloadBytes
            if sum > bytes && !kept.isEmpty { break }
            let key = try db.cachedStatement(sql: "SELECT idempotency_key FROM job WHERE key = ?")
            kept.append(
                KeptJob(
                    job: row.job, payload: row.job.hasPayload ? try payload(of: row.key) : nil,
                    idempotencyKey: try String.fetchOne(key, arguments: [row.key])))
        }
        return kept
    }

    /// - Returns: false: a job of that id is there.
    fileprivate func restore(_ kept: KeptJob) throws -> Bool {
        guard try first("WHERE id = ?", [kept.job.id.rawValue]) == nil else { return false }
        var job = kept.job
        job.sequence = try next(.sequence)
        var row = JobRow(job, place: job.state == .queued ? try place(job, sequence: job.sequence) : job.sequence)
        // The key belongs to who has used it here first.
        let isKeyTaken = try kept.idempotencyKey.map { key in
            try first("WHERE client = ? AND idempotency_key = ?", [job.client, key]) != nil
        }
        row.key = try row.insert(db, idempotencyKey: isKeyTaken == true ? nil : kept.idempotencyKey)
        try row.update(db)
        let bytes = try db.cachedStatement(sql: "INSERT INTO payload (job_key, bytes) VALUES (?, ?)")
        try bytes.execute(arguments: [row.key, kept.payload ?? Data()])
        if kept.payload == nil { try dropPayload(row) }
        return true
    }
}
