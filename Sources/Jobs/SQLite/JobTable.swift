import Foundation
import GRDB

/// The statements over the tables, within one transaction.
struct JobTable {
    let db: Database
    let failure: StoreFailure

    static func counter(_ name: String, _ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = ?", arguments: [name]) ?? 0
    }

    /// Takes the next number.
    func next(_ name: String) throws -> Int64 {
        let statement = try db.cachedStatement(
            sql: "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value")
        guard let value = try Int64.fetchOne(statement, arguments: [name]) else {
            throw failure.damaged("no counter \(name)")
        }
        return value
    }

    /// - Throws: `notFound`, `expired`.
    func row(_ id: JobID) throws -> JobRow {
        // SQLite would stop reading at U+0000 and find another job.
        guard !id.rawValue.utf8.contains(0) else { throw JobError.unknown(id) }
        if let row = try first("WHERE id = ?", [id.rawValue]) { return row }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM forgotten WHERE id = ?")
        throw try Int.fetchOne(statement, arguments: [id.rawValue]) == nil ? JobError.unknown(id) : .forgotten(id)
    }

    /// - Throws: `conflict` for a job that is not finished.
    func forget(_ row: JobRow) throws {
        guard row.job.state.isFinished else { throw JobError.notFinished(row.job) }
        // The payload goes with its job: see the table's foreign key.
        try db.cachedStatement(sql: "DELETE FROM job WHERE key = ?").execute(arguments: [row.key])
        try db.cachedStatement(sql: "INSERT INTO forgotten (id) VALUES (?)").execute(arguments: [row.job.id.rawValue])
        let trim = try db.cachedStatement(sql: "DELETE FROM forgotten WHERE number <= ?")
        try trim.execute(arguments: [db.lastInsertedRowID - Self.forgottenKept])
    }

    /// How many forgotten ids are still told from ids that never were.
    static let forgottenKept: Int64 = 100_000

    func first(_ rest: String, _ arguments: StatementArguments) throws -> JobRow? {
        let statement = try db.cachedStatement(sql: "\(JobRow.select) \(rest)")
        return try Row.fetchOne(statement, arguments: arguments).map { try JobRow($0, failure: failure) }
    }

    /// - Parameter cached: false for a statement of the caller's making, of which there are any number.
    func rows(_ rest: String, _ arguments: StatementArguments, cached: Bool = true) throws -> [JobRow] {
        let sql = "\(JobRow.select) \(rest)"
        let statement = try cached ? db.cachedStatement(sql: sql) : db.makeStatement(sql: sql)
        return try Row.fetchAll(statement, arguments: arguments).map { try JobRow($0, failure: failure) }
    }

    /// Bytes that can be written to without the file growing.
    func freeBytes() throws -> Int {
        let pages = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }

    func waiting() throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT jobs FROM depth WHERE state = 'queued'")
        return try Int.fetchOne(statement) ?? 0
    }

    /// The job that the same client has submitted under the same key.
    func earlier(_ job: NewJob) throws -> JobRecord? {
        guard let key = job.idempotencyKey else { return nil }
        return try first("WHERE client = ? AND idempotency_key = ?", [job.client, key])?.job
    }

    func insert(_ job: NewJob, now: JobInstant) throws -> JobRecord {
        let exists = try db.cachedStatement(sql: "SELECT 1 FROM job WHERE id = ?")
        guard try Int.fetchOne(exists, arguments: [job.id.rawValue]) == nil else { throw JobError.taken(job.id) }
        let sequence = try next("sequence")
        let record = JobRecord(accepting: job, sequence: sequence, now: now)
        let key = try JobRow(record, place: sequence).insert(db, idempotencyKey: job.idempotencyKey)
        let statement = try db.cachedStatement(sql: "INSERT INTO payload (job_key, bytes) VALUES (?, ?)")
        try statement.execute(arguments: [key, job.payload])
        return record
    }

    /// Applies the rule book to a row and stores what it says.
    func apply(_ transition: JobTransition, to row: JobRow, now: JobInstant) throws -> JobRecord {
        var row = row
        switch try transition.apply(to: &row.job, now: now) {
        case .none:
            return row.job
        case .lease:
            let statement = try db.cachedStatement(sql: "UPDATE job SET lease_expires_at = ? WHERE key = ?")
            try statement.execute(arguments: [row.job.lease?.expiresAt.milliseconds, row.key])
            return row.job
        case .change:
            row.job.sequence = try next("sequence")
        case .changeToBack:
            row.job.sequence = try next("sequence")
            row.place = row.job.sequence
            row.job.queuedAt = now
        }
        row.job.revision += 1
        try row.update(db)
        return row.job
    }
}
