import Foundation
import GRDB
package import Metrics
import Synchronization

/// The embedded default: one file that one process at a time works on (see `StoreLock`).
///
/// Write-ahead log, synced to disk before anything is answered that has to outlive a power cut, commits shared by all
/// writes that wait (see `GroupCommit`).
package final class SQLiteJobStore: JobStore {
    package let durability = "on disk (synced before it is answered)"

    let pool: DatabasePool
    let failure: StoreFailure
    let commits: GroupCommit
    let health: StoreHealth
    private let metrics: StoreMetrics
    let listingLimits: ListingLimits
    /// Leases up to this token were given by processes that are gone.
    let lastTokenBefore: Int64
    private let epoch: StoreEpoch
    private let lock: Mutex<StoreLock?>

    /// Opens the database, with its folder where missing.
    /// - Parameter health: is told of every failure and every commit.
    /// - Throws: `storeUnavailable`: in use by another process, not writable, not a database, damaged, or newer.
    package convenience init(
        path: String, health: StoreHealth = StoreHealth(), metrics: any MetricsFactory = NOOPMetricsHandler.instance
    ) throws(JobError) {
        try self.init(path: path, health: health, metrics: metrics, listing: ListingLimits())
    }

    init(
        path: String, health: StoreHealth = StoreHealth(), metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        listing: ListingLimits
    ) throws(JobError) {
        listingLimits = listing
        let url = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
        let failure = StoreFailure(path: url.path)
        let checkpointer: Checkpointer
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw JobError(
                .storeUnavailable,
                "The queue's folder \(url.deletingLastPathComponent().path) cannot be made. "
                    + "Check the path and its permissions, or choose another one.", cause: String(describing: error))
        }
        lock = Mutex(try StoreLock(for: url.path))
        do {
            let inspection = try DatabaseQueue(path: url.path, configuration: SQLiteSchema.configuration)
            try inspection.read { db in try SQLiteSchema.inspect(db, failure: failure) }
            try inspection.close()
            pool = try DatabasePool(path: url.path, configuration: SQLiteSchema.configuration)
            try SQLiteSchema.syncEachCommit(pool)
            try SQLiteSchema.migrator.migrate(pool)
            epoch = try pool.write { db in try StoreEpoch.begin(db) }
            checkpointer = try Checkpointer(path: url.path, pool: pool)
            checkpointer.takeOver()
            lastTokenBefore = try pool.read { db in try TransactionCounters.value(of: "token", db) }
        } catch {
            throw failure(error)
        }
        self.failure = failure
        self.health = health
        self.metrics = StoreMetrics(metrics)
        commits = GroupCommit(
            pool: pool, checkpointer: checkpointer, failure: failure, health: health, metrics: self.metrics)
    }

    package func close() async throws(JobError) {
        await commits.checkpointer.stop()
        // The barrier waits for the writes before it; after it nothing is in flight that closing would block on.
        let emptied: Result<Void, any Error> = await withCheckedContinuation { continuation in
            pool.asyncBarrierWriteWithoutTransaction { db in
                continuation.resume(
                    returning: db.flatMap { db in
                        Result {
                            try StoreEpoch.end(db)
                            _ = try db.checkpoint(.truncate)
                        }
                    })
            }
        }
        do {
            try commits.checkpointer.close()
            try pool.close()
        } catch {
            throw failure(error)
        }
        lock.withLock { $0 = nil }
        // What stays in the log, since another program copies from it or reads it just now, is as durable there.
        if case .failure(let error) = emptied,
            ![.SQLITE_MISUSE, .SQLITE_BUSY].contains((error as? DatabaseError)?.resultCode)
        {
            throw failure(error)
        }
    }

    /// One consistent view of the database; not cut short by the caller's cancellation.
    func read<Value: Sendable>(_ body: @escaping @Sendable (JobTable) throws -> Value) async throws(JobError) -> Value {
        let result: Result<Value, JobError> = await withCheckedContinuation { continuation in
            pool.asyncRead { [failure, epoch] db in
                continuation.resume(
                    returning: Result {
                        try body(
                            JobTable(
                                db: db.get(), failure: failure, epoch: epoch, counters: TransactionCounters()))
                    }.mapError {
                        failure($0)
                    })
            }
        }
        if case .failure(let error) = result {
            metrics.failed(error)
            health.failed(error)
        }
        return try result.get()
    }

    /// - Parameter isSynced: false where losing the write with the power would only mean that it was never made.
    func write<Value: Sendable>(
        isSynced: Bool = true, _ body: @escaping @Sendable (JobTable) throws -> Value
    ) async throws(JobError) -> Value {
        try await commits.write(isSynced: isSynced) { [failure, epoch] db, counters in
            try body(JobTable(db: db, failure: failure, epoch: epoch, counters: counters))
        }
    }
}
