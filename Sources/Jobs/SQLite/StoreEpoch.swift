import GRDB

/// Keeps sequences and revisions from coming back with other contents after a power cut.
///
/// A claim and the steps of a job are not synced (see `GroupCommit`), so a power cut may take them away after a follower
/// has seen them. What comes after a store was not closed therefore counts on from far above all that may have been seen.
struct StoreEpoch: Sendable {
    /// No job has as many changes, and no store as many unsynced ones, between two starts.
    private static let stride: Int64 = 1 << 20

    /// Revisions of changes are at least this.
    let firstRevision: Int64

    /// Notes that the store is open; in a synced transaction.
    static func begin(_ db: Database) throws -> StoreEpoch {
        if try TransactionCounters.value(of: "open", db) == 1 {
            try add(1, to: "epoch", db)
            try add(stride, to: "sequence", db)
        }
        try db.execute(sql: "INSERT INTO counter VALUES ('open', 1) ON CONFLICT (name) DO UPDATE SET value = 1")
        return StoreEpoch(firstRevision: try TransactionCounters.value(of: "epoch", db) * stride)
    }

    /// Notes that all there is has been seen as it is.
    static func end(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "UPDATE counter SET value = 0 WHERE name = 'open'")
    }

    private static func add(_ value: Int64, to name: String, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
            arguments: [name, value])
    }
}
