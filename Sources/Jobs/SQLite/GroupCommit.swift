import GRDB
import Synchronization

/// One transaction, so one sync of the disk, for all writes that wait.
///
/// Each write runs in a savepoint of its own: one that is refused leaves the others alone. While a transaction is being
/// committed the next writes gather. A caller's cancellation does not reach a write once it was asked for, so the answer
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
    /// What the writer's connection does at a commit; as it was opened it syncs.
    private let syncs = Mutex(true)

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
                run: { db, counters in
                    let result = try Self.inSavepoint(db, counters) { try body(db, counters) }
                    return { continuation.resume(returning: result) }
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
            var answers: [@Sendable () -> Void] = []
            try sync(batch.contains(where: \.isSynced), db)
            try db.inTransaction(.immediate) {
                let counters = TransactionCounters()
                for write in batch {
                    answers.append(try write.run(db, counters))
                }
                try counters.store(db)
                return .commit
            }
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

    /// Can't be changed within a transaction.
    private func sync(_ isSynced: Bool, _ db: Database) throws {
        guard syncs.withLock({ $0 }) != isSynced else { return }
        try db.execute(sql: "PRAGMA synchronous = \(isSynced ? "FULL" : "NORMAL")")
        syncs.withLock { $0 = isSynced }
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
    let isSynced: Bool
    /// - Returns: what tells the caller, to be called after the commit.
    let run: @Sendable (Database, TransactionCounters) throws -> @Sendable () -> Void
    /// Tells the caller that nothing was stored.
    let fail: @Sendable (JobError) -> Void
}
