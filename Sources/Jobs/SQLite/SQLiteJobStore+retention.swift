import GRDB

extension SQLiteJobStore {
    package func retain(
        _ policy: RetentionPolicy, limit: Int, now: JobInstant
    ) async throws(JobError) -> RetentionStep {
        let size = max(1, limit)
        // Nearly always there is nothing to do: look first, and leave the writer alone.
        let isDue = try await read { table in
            try !Self.old(policy, 1, now, table).isEmpty || !Self.full(policy, 1, now, table).isEmpty
        }
        guard isDue else { return RetentionStep() }
        return try await write { table in
            let old = try Self.old(policy, size, now, table)
            for row in old { try table.forget(row) }
            let full = try Self.full(policy, size, now, table)
            for row in full { try table.dropPayload(row) }
            return RetentionStep(forgotten: old.count, payloadsDropped: full.count)
        }
    }

    /// The longest finished jobs that are too old or too many.
    private static func old(
        _ policy: RetentionPolicy, _ limit: Int, _ now: JobInstant, _ table: JobTable
    ) throws -> [JobRow] {
        var rows: [JobRow] = []
        if let age = policy.jobMilliseconds {
            rows = try table.rows(
                """
                INDEXED BY job_by_finish WHERE ifnull(finished_at, 0) > 0 AND ifnull(finished_at, 0) < ?
                ORDER BY ifnull(finished_at, 0) LIMIT ?
                """, [now.milliseconds - age, limit])
        }
        guard rows.isEmpty, let most = policy.jobs else { return rows }
        let surplus = try table.finished().jobs - most
        guard surplus > 0 else { return [] }
        return try table.rows(
            "INDEXED BY job_by_finish WHERE ifnull(finished_at, 0) > 0 ORDER BY ifnull(finished_at, 0), id LIMIT ?",
            [min(surplus, limit)])
    }

    /// The longest finished jobs whose payload is too old, or one too many in bytes.
    private static func full(
        _ policy: RetentionPolicy, _ limit: Int, _ now: JobInstant, _ table: JobTable
    ) throws -> [JobRow] {
        let withPayload = "INDEXED BY job_payload_by_finish WHERE has_payload = 1 AND finished_at IS NOT NULL"
        var rows: [JobRow] = []
        if let age = policy.payloadMilliseconds {
            rows = try table.rows(
                "\(withPayload) AND finished_at < ? ORDER BY finished_at LIMIT ?", [now.milliseconds - age, limit])
        }
        guard rows.isEmpty, let most = policy.payloadBytes else { return rows }
        var surplus = try table.finished().bytes - most
        guard surplus > 0 else { return [] }
        let oldest = try table.rows("\(withPayload) ORDER BY finished_at LIMIT ?", [limit])
        return Array(
            oldest.prefix { row in
                defer { surplus -= row.job.payloadBytes }
                return surplus > 0
            })
    }
}
