import GRDB
import Synchronization

/// One transaction, so one sync of the disk, for all writes that wait.
///
/// One that is refused leaves the others alone: the transaction is then done again, with each write in a savepoint of its own.
/// As long as none is refused there are no savepoints, which would copy every page that a write changes. While a transaction
/// is being committed the next writes gather. A caller's cancellation does not reach a write once it was asked for, so the answer
/// is always the truth about what is stored.
///
/// A transaction in which nothing has to outlive a power cut goes without its sync: it is in the log all the same, in
/// order, so it outlives the end of the process, and the next sync takes it along.
final class GroupCommit: Sendable {
    private let pool: DatabasePool
    /// Told of each commit by SQLite, so it lives as long as there are any.
    let checkpointer: Checkpointer
    private let failure: StoreFailure
    private let health: StoreHealth
    private let metrics: StoreMetrics
    private let waiting = Mutex<[PendingWrite]>([])
    private let writer = Mutex(Writer())

    private struct Writer {
        /// What the connection does at a commit; as it was opened it syncs.
        var syncs = true
        /// Whether the last transaction had a write that was refused: the next is likely to have one too.
        var hadRefusal = false
    }

    init(
        pool: DatabasePool, checkpointer: Checkpointer, failure: StoreFailure, health: StoreHealth,
        metrics: StoreMetrics
    ) {
        self.pool = pool
        self.checkpointer = checkpointer
        self.failure = failure
        self.health = health
        self.metrics = metrics
    }

    /// Writes that the next transaction takes.
    var waitingCount: Int { waiting.withLock { $0.count } }

    /// - Parameter isSynced: false where losing the write with the power would only mean that it was never made.
    /// - Throws: the `JobError` that `body` throws, with nothing of it stored; `storeUnavailable` with nothing stored of
    ///   any write in the transaction.
    func write<Value: Sendable>(
        isSynced: Bool = true, _ body: @escaping @Sendable (Database, TransactionCounters) throws -> Value
    ) async throws(JobError) -> Value {
        let result: Result<Value, JobError> = await withCheckedContinuation { continuation in
            let write = PendingWrite(
                isSynced: isSynced,
                run: { db, counters, savepoint in
                    let result: Result<Value, JobError>
                    if savepoint {
                        result = try Self.inSavepoint(db, counters) { try body(db, counters) }
                    } else {
                        do {
                            result = .success(try body(db, counters))
                        } catch let refusal as JobError {
                            throw RefusedWrite(answer: { continuation.resume(returning: .failure(refusal)) })
                        }
                    }
                    return (isRefused: result.isFailure, { continuation.resume(returning: result) })
                },
                fail: { continuation.resume(returning: .failure($0)) })
            let isFirst = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            if isFirst {
                pool.asyncWriteWithoutTransaction { db in self.commitAll(db) }
            }
        }
        return try result.get()
    }

    /// Runs on the pool's writer queue.
    private func commitAll(_ db: Database) {
        let batch = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        let start = ContinuousClock.now
        do {
            try sync(batch.contains(where: \.isSynced), db)
            let answers = try answers(to: batch, db)
            metrics.committed(writes: batch.count, in: .now - start)
            health.wrote()
            for answer in answers { answer() }
        } catch {
            let failure = failure(error)
            metrics.failed(failure)
            health.failed(failure)
            for write in batch { write.fail(failure) }
        }
    }

    /// What tells the callers, once all is committed.
    private func answers(to batch: [PendingWrite], _ db: Database) throws -> [PendingWrite.Answer] {
        if !writer.withLock(\.hadRefusal) {
            do {
                return try transaction(of: batch, inSavepoints: false, db)
            } catch let refused as RefusedWrite where batch.count == 1 {
                return [refused.answer]
            } catch is RefusedWrite {}
        }
        return try transaction(of: batch, inSavepoints: true, db)
    }

    private func transaction(
        of batch: [PendingWrite], inSavepoints: Bool, _ db: Database
    ) throws -> [PendingWrite.Answer] {
        var answers: [PendingWrite.Answer] = []
        var hasRefusal = false
        try Self.inTransaction(db) {
            let counters = TransactionCounters()
            for write in batch {
                let (isRefused, answer) = try write.run(db, counters, inSavepoints)
                // Where SQLite itself has rolled back, what follows would stand alone.
                guard db.isInsideTransaction else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                hasRefusal = hasRefusal || isRefused
                answers.append(answer)
            }
            try counters.store(db)
        }
        writer.withLock { $0.hadRefusal = hasRefusal }
        return answers
    }

    /// Can't be changed within a transaction.
    private func sync(_ isSynced: Bool, _ db: Database) throws {
        guard writer.withLock(\.syncs) != isSynced else { return }
        try db.execute(sql: "PRAGMA synchronous = \(isSynced ? "FULL" : "NORMAL")")
        writer.withLock { $0.syncs = isSynced }
    }

    /// GRDB's own way would parse both statements anew for each transaction.
    private static func inTransaction(_ db: Database, _ body: () throws -> Void) throws {
        try db.cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
        do {
            try body()
            try db.cachedStatement(sql: "COMMIT TRANSACTION").execute()
        } catch {
            // SQLite itself rolls back after some failures, such as a full disk.
            if db.isInsideTransaction { try? db.rollback() }
            throw error
        }
    }

    /// GRDB's own way would parse both statements anew for each write.
    private static func inSavepoint<Value>(
        _ db: Database, _ counters: TransactionCounters, _ body: () throws -> Value
    ) throws -> Result<Value, JobError> {
        let mark = counters.mark
        try db.cachedStatement(sql: "SAVEPOINT job_write").execute()
        let result: Result<Value, JobError>
        do {
            result = .success(try body())
        } catch let refusal as JobError {
            try db.cachedStatement(sql: "ROLLBACK TO job_write").execute()
            counters.goBack(to: mark)
            result = .failure(refusal)
        }
        try db.cachedStatement(sql: "RELEASE job_write").execute()
        return result
    }
}

private struct PendingWrite: Sendable {
    typealias Answer = @Sendable () -> Void

    let isSynced: Bool
    /// - Parameter savepoint: whether a refusal leaves the transaction as it was.
    /// - Returns: what tells the caller, to be called after the commit.
    /// - Throws: `RefusedWrite` without a savepoint.
    let run: @Sendable (Database, TransactionCounters, _ savepoint: Bool) throws -> (isRefused: Bool, answer: Answer)
    /// Tells the caller that nothing was stored.
    let fail: @Sendable (JobError) -> Void
}

/// Nothing of the transaction may stay.
private struct RefusedWrite: Error {
    let answer: PendingWrite.Answer
}

extension Result {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
