import Foundation
import GRDB

/// The statements over the tables, within one transaction.
struct JobTable {
    let db: Database
    let failure: StoreFailure
    let epoch: StoreEpoch
    let counters: TransactionCounters

    func counter(_ name: TransactionCounters.Name) throws -> Int64 { try counters.value(name, db) ?? 0 }

    /// Takes the next number.
    func next(_ name: TransactionCounters.Name) throws -> Int64 {
        guard let value = try counters.value(name, db) else { throw failure.damaged("no counter \(name.rawValue)") }
        counters.set(name, to: value + 1)
        return value + 1
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
        // A trigger takes it off the tally, where it has to stand.
        try counters.moves.store(db)
        // The payload goes with its job: see the table's foreign key.
        try db.cachedStatement(sql: "DELETE FROM job WHERE key = ?").execute(arguments: [row.key])
        let remember = try db.cachedStatement(sql: "INSERT INTO forgotten (id, sequence) VALUES (?, ?)")
        try remember.execute(arguments: [row.job.id.rawValue, try next(.sequence)])
        let trim = try db.cachedStatement(sql: "DELETE FROM forgotten WHERE number <= ?")
        try trim.execute(arguments: [db.lastInsertedRowID - Self.forgottenKept])
    }

    /// The result stays; whoever asks for the payload is told that it is gone. No change that followers hear of.
    func dropPayload(_ row: JobRow) throws {
        try db.cachedStatement(sql: "DELETE FROM payload WHERE job_key = ?").execute(arguments: [row.key])
        try db.cachedStatement(sql: "UPDATE job SET has_payload = 0 WHERE key = ?").execute(arguments: [row.key])
    }

    /// Finished jobs, and the bytes of their payloads that are kept.
    func finished() throws -> (jobs: Int, bytes: Int) {
        try counters.moves.store(db)
        let statement = try db.cachedStatement(
            sql: "SELECT sum(jobs) AS jobs, sum(bytes) AS bytes FROM depth WHERE state NOT IN ('queued', 'running')")
        return try Row.fetchOne(statement).map { ($0["jobs"] ?? 0, $0["bytes"] ?? 0) } ?? (0, 0)
    }

    /// Jobs by state, as of the last commit.
    func depths() throws -> [JobState: Int] {
        let statement = try db.cachedStatement(sql: "SELECT state, jobs FROM depth")
        let pairs = try Row.fetchAll(statement).compactMap { row in
            JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// How many forgotten ids are still told from ids that never were.
    static let forgottenKept: Int64 = 100_000

    func first(_ rest: String, _ arguments: StatementArguments) throws -> JobRow? {
        let statement = try db.cachedStatement(sql: "\(JobRow.select) \(rest)")
        return try SQLiteRow.read(statement, arguments, most: 1) { try JobRow($0, failure: failure) }.first
    }

    /// - Parameter cached: false for a statement of the caller's making, of which there are any number.
    func rows(_ rest: String, _ arguments: StatementArguments, cached: Bool = true) throws -> [JobRow] {
        let sql = "\(JobRow.select) \(rest)"
        let statement = try cached ? db.cachedStatement(sql: sql) : db.makeStatement(sql: sql)
        return try SQLiteRow.read(statement, arguments) { try JobRow($0, failure: failure) }
    }

    /// Bytes that can be written to without the file growing.
    func freeBytes() throws -> Int {
        let pages = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }

    /// Waiting jobs and the bytes of their payloads.
    func waiting() throws -> (jobs: Int, bytes: Int) {
        try counters.moves.store(db)
        let statement = try db.cachedStatement(sql: "SELECT jobs, bytes FROM depth WHERE state = 'queued'")
        return try Row.fetchOne(statement).map { ($0["jobs"], $0["bytes"]) } ?? (0, 0)
    }

    func waiting(of client: String) throws -> Int {
        let statement = try db.cachedStatement(
            sql: "SELECT COUNT(*) FROM job INDEXED BY job_queued_by_client WHERE state = 'queued' AND client = ?")
        return try Int.fetchOne(statement, arguments: [client]) ?? 0
    }

    /// Holds what waits now against the limits, after these clients' jobs have been added to it.
    /// - Returns: the jobs that wait.
    @discardableResult
    func check(_ limits: QueueLimits, clients: some Sequence<String>) throws -> Int {
        let waiting = try waiting()
        for client in clients {
            try limits.check(jobs: waiting.jobs, bytes: waiting.bytes, client: client) { try self.waiting(of: client) }
        }
        return waiting.jobs
    }

    /// The place of a job that comes to wait.
    func place(_ job: JobRecord, sequence: Int64) throws -> Int64 {
        let last = try db.cachedStatement(
            sql: """
                SELECT max(place) FROM job INDEXED BY job_queued_by_client
                WHERE state = 'queued' AND client = ? AND priority = ?
                """)
        return FairTurn.place(
            job.priority, served: try counter(.pass),
            last: try Int64.fetchOne(last, arguments: [job.client, job.priority.rawValue]), sequence: sequence)
    }

    /// The job that the same client has submitted under the same key.
    /// - Throws: `idempotencyMismatch`.
    func earlier(_ job: NewJob) throws -> JobRecord? {
        guard let key = job.idempotencyKey,
            let row = try first("WHERE client = ? AND idempotency_key = ?", [job.client, key])
        else { return nil }
        let payload = try db.cachedStatement(sql: "SELECT bytes = ? FROM payload WHERE job_key = ?")
        let isSame = try Bool.fetchOne(payload, arguments: [job.payload, row.key])
        guard isSame ?? (row.job.payloadBytes == job.payload.count) else { throw JobError.otherPayload(row.job) }
        return row.job
    }

    /// - Returns: also how many wait then.
    /// - Throws: what `JobStore.submit` does; then nothing of it stays: see `GroupCommit`.
    func submit(
        _ jobs: [NewJob], limits: QueueLimits, now: JobInstant
    ) throws -> (jobs: [JobRecord], waiting: Int) {
        var clients: Set<String> = []
        let records = try jobs.map { job in
            if let earlier = try earlier(job) { return earlier }
            clients.insert(job.client)
            return try insert(job, now: now)
        }
        return (records, try check(limits, clients: clients))
    }

    func insert(_ job: NewJob, now: JobInstant) throws -> JobRecord {
        let exists = try db.cachedStatement(sql: "SELECT 1 FROM job WHERE id = ?")
        guard try Int.fetchOne(exists, arguments: [job.id.rawValue]) == nil else { throw JobError.taken(job.id) }
        let sequence = try next(.sequence)
        let record = JobRecord(accepting: job, sequence: sequence, now: now)
        let key = try JobRow(record, place: try place(record, sequence: sequence)).insert(
            db, idempotencyKey: job.idempotencyKey)
        let statement = try db.cachedStatement(sql: "INSERT INTO payload (job_key, bytes) VALUES (?, ?)")
        try statement.execute(arguments: [key, job.payload])
        return record
    }

    /// Applies the rule book to a row and stores what it says.
    func apply(_ transition: JobTransition, to row: JobRow, now: JobInstant) throws -> JobRecord {
        let before = row
        var row = row
        switch try transition.apply(to: &row.job, now: now) {
        case .none:
            return row.job
        case .lease:
            let statement = try db.cachedStatement(sql: "UPDATE job SET lease_expires_at = ? WHERE key = ?")
            try statement.execute(arguments: [row.job.lease?.expiresAt.milliseconds, row.key])
            return row.job
        case .change:
            row.job.sequence = try next(.sequence)
        case .changeToBack:
            row.job.sequence = try next(.sequence)
            row.place = try place(row.job, sequence: row.job.sequence)
            row.job.queuedAt = now
        }
        row.job.revision = max(row.job.revision + 1, Int(epoch.firstRevision))
        try row.update(db, from: before)
        counters.moves.note(before.job, row.job)
        return row.job
    }
}
