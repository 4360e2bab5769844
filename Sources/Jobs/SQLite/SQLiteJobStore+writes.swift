import GRDB

extension SQLiteJobStore {
    package func submit(_ jobs: [NewJob], limits: QueueLimits, now: JobInstant) async throws(JobError) -> [JobRecord] {
        guard !jobs.isEmpty else { return [] }
        return try await write { table in try table.submit(jobs, limits: limits, now: now).jobs }
    }

    package func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) async throws(JobError) -> AcceptedJobs {
        guard !jobs.isEmpty else { return AcceptedJobs(jobs: [], places: nil) }
        return try await write { table in
            let (accepted, waiting) = try table.submit(jobs, limits: limits, now: now)
            // A reader's transaction costs more than to count some waiting jobs here; with many the writer has better to do.
            let isShort = waiting * accepted.count <= Self.countedByWriter
            let places = isShort ? try table.waitingPlaces(of: accepted.map(\.id)) : nil
            return AcceptedJobs(
                jobs: accepted, places: places, claimed: try table.claim(for: offers, among: jobs, now: now))
        }
    }

    /// Entries of the queue's index.
    private static let countedByWriter = 512

    package func claim(_ request: ClaimRequest, now: JobInstant) async throws(JobError) -> ClaimedJob? {
        // Lost with the power, the job waits as before, and so do renewals and steps of it.
        try await write(isSynced: false) { table in try table.claim(request, now: now) }
    }

    package func renew(
        _ id: JobID, token: Int64, leaseMilliseconds: Int64, now: JobInstant
    ) async throws(JobError) -> JobRecord {
        let until = now.advanced(byMilliseconds: leaseMilliseconds)
        return try await apply(.renew(token: token, until: until), to: id, now, isSynced: false)
    }

    package func progress(
        _ id: JobID, token: Int64, step: String, fraction: Double, now: JobInstant
    ) async throws(JobError) -> JobRecord {
        try await apply(.progress(token: token, step: step, fraction: fraction), to: id, now, isSynced: false)
    }

    package func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest?, now: JobInstant
    ) async throws(JobError) -> FinishedAttempt {
        try await write { table in
            let job = try table.apply(.finish(token: token, outcome), to: table.row(id), now: now)
            return FinishedAttempt(job: job, next: try request.flatMap { try table.claim($0, now: now) })
        }
    }

    package func reapExpired(now: JobInstant, sparing tokens: Set<Int64>) async throws(JobError) -> [JobRecord] {
        let living = tokens.map(String.init).joined(separator: ", ")
        let expired =
            "INDEXED BY job_running WHERE state = 'running' AND lease_expires_at < ? AND lease_token NOT IN (\(living))"
        // Nearly always nothing is: look first, and leave the writer alone.
        let any = try await read { try !$0.rows("\(expired) LIMIT 1", [now.milliseconds], cached: false).isEmpty }
        guard any else { return [] }
        return try await takeBack(expired, now.milliseconds, now)
    }

    package func recoverAfterRestart(now: JobInstant) async throws(JobError) -> [JobRecord] {
        try await takeBack("WHERE state = 'running' AND lease_token <= ?", lastTokenBefore, now)
    }

    package func probe() async throws(JobError) {
        let wasFull = health.problem?.fault == .full
        try await write { table in
            // Pages that are free within the database are room too.
            if wasFull, let shortage = StoreRoom.shortage(beside: table.failure.path),
                try table.freeBytes() < StoreRoom.bytes
            {
                throw table.failure.full(shortage)
            }
            // SQLite does not write a page whose content stays as it was.
            try table.db.execute(
                sql: "INSERT INTO counter VALUES ('probe', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1")
        }
    }

    package func cancel(_ id: JobID, now: JobInstant) async throws(JobError) -> JobRecord {
        try await apply(.cancel, to: id, now)
    }

    package func retry(_ id: JobID, limits: QueueLimits, now: JobInstant) async throws(JobError) -> JobRecord {
        try await write { table in
            let retried = try table.apply(.retry, to: table.row(id), now: now)
            try table.check(limits, clients: [retried.client])
            return retried
        }
    }

    package func setPaused(_ isPaused: Bool) async throws(JobError) {
        try await write { table in table.counters.set(.paused, to: isPaused ? 1 : 0) }
    }

    package func remove(_ id: JobID, now: JobInstant) async throws(JobError) {
        try await write { table in try table.forget(table.row(id)) }
    }

    package func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, limits: QueueLimits, now: JobInstant
    ) async throws(JobError) -> BulkStep {
        let sql = FilterSQL(filter)
        let size = max(1, limit)
        let below = before.map { $0.rawValue }
        // Looking for them may mean to pass by a million others: that must not hold the writer.
        let found = try await read { table in
            try table.rows(
                "WHERE (\(sql.condition))\(below == nil ? "" : " AND id < ?") ORDER BY id DESC LIMIT ?",
                sql.arguments + StatementArguments(below.map { [$0] } ?? []) + [size], cached: false
            ).map { (key: $0.key, id: $0.job.id) }
        }
        guard let last = found.last?.id else { return BulkStep(changed: 0) }
        let keys = found.map { String($0.key) }.joined(separator: ", ")
        return try await write { table in
            // Those that have changed since still match, or are left alone.
            let rows = try table.rows(
                "WHERE key IN (\(keys)) AND (\(sql.condition)) ORDER BY id DESC", sql.arguments, cached: false)
            let taken = rows.filter { action.takes($0.job) }
            var step = BulkStep(changed: taken.count)
            for row in taken {
                switch action {
                case .cancel: step.jobs.append(try table.apply(.cancel, to: row, now: now))
                case .retry: step.jobs.append(try table.apply(.retry, to: row, now: now))
                case .forget: try table.forget(row)
                }
            }
            // Whoever may act on many jobs is not held to one client's share.
            if action == .retry, !taken.isEmpty {
                try table.check(QueueLimits(jobs: limits.jobs, bytes: limits.bytes), clients: [""])
            }
            step.last = found.count < size ? nil : last
            return step
        }
    }

    private func apply(
        _ transition: JobTransition, to id: JobID, _ now: JobInstant, isSynced: Bool = true
    ) async throws(JobError) -> JobRecord {
        try await write(isSynced: isSynced) { table in try table.apply(transition, to: table.row(id), now: now) }
    }

    private func takeBack(_ condition: String, _ bound: Int64, _ now: JobInstant) async throws(JobError) -> [JobRecord]
    {
        try await write { table in
            try table.rows("\(condition) ORDER BY place", [bound], cached: false).map {
                try table.apply(.takeBack, to: $0, now: now)
            }
        }
    }
}
