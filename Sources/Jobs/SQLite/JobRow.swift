import Foundation
import GRDB

/// A job as a row of the table `job`.
struct JobRow {
    var key: Int64
    var job: JobRecord
    /// Order among the waiting.
    var place: Int64

    static let select = "SELECT \(Column.allCases.map(\.name).joined(separator: ", ")) FROM job"

    /// In the order of `select`, to be read by place.
    fileprivate enum Column: Int, CaseIterable {
        case key, place, queuedAt, id, state, revision, sequence, name, route, client, metadata, payloadBytes
        case attempt, maxAttempts, step, fraction, cancelRequested, createdAt, startedAt, finishedAt
        case leaseToken, leaseWorker, leaseExpiresAt, result, summary
        case failureCode, failureMessage, failureStep, failureRetryable, priority, hasPayload, attempts, notBefore

        /// `queued_at` for `queuedAt`.
        var name: String {
            String(describing: self).reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
        }
    }

    /// - Throws: `storeUnavailable` for a state that no version knew.
    init(_ row: SQLiteRow, failure: StoreFailure) throws {
        guard let state = JobState(rawValue: row[.state]), let priority = JobPriority(rawValue: row[.priority]) else {
            throw failure.damaged("unknown state or priority in job \(row[.key] as Int64)")
        }
        key = row[.key]
        place = row[.place]
        job = JobRecord(
            id: JobID(rawValue: row[.id]), state: state, revision: row[.revision], sequence: row[.sequence],
            name: row[.name], route: row[.route], client: row[.client], metadata: row[.metadata],
            payloadBytes: row[.payloadBytes], hasPayload: row[.hasPayload],
            attempt: row[.attempt], maxAttempts: row[.maxAttempts],
            priority: priority,
            step: row[.step], fraction: row[.fraction], cancelRequested: row[.cancelRequested],
            createdAt: JobInstant(milliseconds: row[.createdAt]),
            queuedAt: JobInstant(milliseconds: row[.queuedAt]), notBefore: Self.instant(row[.notBefore]),
            startedAt: Self.instant(row[.startedAt]),
            finishedAt: Self.instant(row[.finishedAt]), lease: Self.lease(row), result: row[.result],
            summary: row[.summary], failure: Self.failure(row), attempts: Self.attempts(row))
    }

    init(_ job: JobRecord, place: Int64) {
        key = 0
        self.job = job
        self.place = place
    }

    /// - Returns: the new row's key.
    func insert(_ db: Database, idempotencyKey: String?) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO job (
                    id, revision, name, route, route_folded, client, metadata, payload_bytes, max_attempts, created_at,
                    state, sequence, place, queued_at, attempt, fraction, cancel_requested, search,
                    idempotency_key, priority)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            job.id.rawValue, job.revision, job.name, job.route, SearchText.fold(job.route), job.client, job.metadata,
            job.payloadBytes, job.maxAttempts, job.createdAt.milliseconds, job.state.rawValue, job.sequence, place,
            job.queuedAt.milliseconds, job.attempt, job.fraction, job.cancelRequested, SearchText.of(job),
            idempotencyKey, job.priority.rawValue,
        ])
        return db.lastInsertedRowID
    }

    /// Stores what has changed since it was `before`.
    func update(_ db: Database, from before: JobRow) throws {
        // A claim or a step: SQLite enters a row anew into each index on a column that is set, even to what it was.
        if before.hasSameEnd(as: self) {
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE job SET state = ?, revision = ?, sequence = ?, attempt = ?, step = ?, fraction = ?,
                        cancel_requested = ?, started_at = ?, lease_token = ?, lease_worker = ?, lease_expires_at = ?
                    WHERE key = ?
                    """)
            return try statement.execute(arguments: [
                job.state.rawValue, job.revision, job.sequence, job.attempt, job.step, job.fraction,
                job.cancelRequested, job.startedAt?.milliseconds, job.lease?.token, job.lease?.worker,
                job.lease?.expiresAt.milliseconds, key,
            ])
        }
        try update(db)
    }

    /// Whether all is alike that neither a claim nor a step changes.
    private func hasSameEnd(as other: JobRow) -> Bool {
        place == other.place && job.queuedAt == other.job.queuedAt && job.finishedAt == other.job.finishedAt
            && job.result == other.job.result && job.summary == other.job.summary && job.failure == other.job.failure
            && job.attempts.count == other.job.attempts.count && job.notBefore == other.job.notBefore
    }

    /// Stores all that can change after acceptance.
    func update(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE job SET state = ?, revision = ?, sequence = ?, place = ?, queued_at = ?, attempt = ?, step = ?,
                    fraction = ?, cancel_requested = ?, started_at = ?, finished_at = ?, lease_token = ?,
                    lease_worker = ?, lease_expires_at = ?, result = ?, summary = ?, failure_code = ?,
                    failure_message = ?, failure_step = ?, failure_retryable = ?, search = ?, attempts = ?,
                    not_before = ?
                WHERE key = ?
                """)
        try statement.execute(arguments: [
            job.state.rawValue, job.revision, job.sequence, place, job.queuedAt.milliseconds, job.attempt, job.step,
            job.fraction, job.cancelRequested, job.startedAt?.milliseconds, job.finishedAt?.milliseconds,
            job.lease?.token, job.lease?.worker, job.lease?.expiresAt.milliseconds, job.result, job.summary,
            job.failure?.code, job.failure?.message, job.failure?.step, job.failure?.retryable, SearchText.of(job),
            try job.attempts.isEmpty ? nil : JSONEncoder().encode(job.attempts), job.notBefore?.milliseconds, key,
        ])
    }

    /// What can't be read is left out: the job is worth more than its history.
    private static func attempts(_ row: SQLiteRow) -> [FailedAttempt] {
        guard let json: Data = row[.attempts] else { return [] }
        return (try? JSONDecoder().decode([FailedAttempt].self, from: json)) ?? []
    }

    private static func instant(_ milliseconds: Int64?) -> JobInstant? {
        milliseconds.map(JobInstant.init(milliseconds:))
    }

    private static func lease(_ row: SQLiteRow) -> JobLease? {
        guard let token: Int64 = row[.leaseToken], let worker: String = row[.leaseWorker],
            let end: Int64 = row[.leaseExpiresAt]
        else { return nil }
        return JobLease(token: token, worker: worker, expiresAt: JobInstant(milliseconds: end))
    }

    private static func failure(_ row: SQLiteRow) -> JobFailure? {
        guard let code: String = row[.failureCode] else { return nil }
        return JobFailure(
            code: code, message: row[.failureMessage] ?? "", step: row[.failureStep],
            retryable: row[.failureRetryable] ?? false)
    }
}

extension SQLiteRow {
    fileprivate subscript<Value: SQLiteValue>(column: JobRow.Column) -> Value { self[column.rawValue] }
    fileprivate subscript<Value: SQLiteValue>(column: JobRow.Column) -> Value? { self[column.rawValue] }
}
