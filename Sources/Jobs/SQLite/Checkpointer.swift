import GRDB
import GRDBSQLite
import Synchronization

/// Brings what was committed from the write-ahead log into the database, beside the commits.
///
/// SQLite itself does this within the commit that fills the log, which then takes ten times as long as the others (some
/// 20 ms for 16 MB). Here a connection of its own copies and syncs while commits go on; what they have added meanwhile is
/// little, and is copied between two commits, after which the log starts anew.
/// - SeeAlso: <https://www.sqlite.org/wal.html>, section 2.3.
final class Checkpointer: Sendable {
    /// Pages in the log from which on they are copied: 8 MB.
    private static let threshold: Int32 = 2_000

    private let connection: DatabaseQueue
    private let pool: DatabasePool
    private let state = Mutex(State.idle)

    private enum State { case idle, copying, stopped }

    /// - Throws: what opening the database or setting the hook throws.
    init(path: String, pool: DatabasePool) throws {
        connection = try DatabaseQueue(path: path, configuration: SQLiteSchema.configuration)
        self.pool = pool
    }

    /// From here on commits only say how long the log is. Only while this object lives: it is not kept by the pool.
    func takeOver() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = pool.writeWithoutTransaction { db in
            sqlite3_wal_hook(
                db.sqliteConnection,
                { context, _, _, pages in
                    guard let context, pages >= Checkpointer.threshold else { return SQLITE_OK }
                    Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().copy()
                    return SQLITE_OK
                }, context)
        }
    }

    /// Waits for a copy that is under way; there is none after it. SQLite refuses a second checkpoint beside one at once,
    /// whatever the busy timeout, so the log is emptied after this only.
    func stop() async {
        state.withLock { $0 = .stopped }
        await withCheckedContinuation { continuation in
            connection.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
    }

    /// After this the pool may be closed.
    func close() throws {
        try connection.close()
    }

    /// What fails is tried again at the next commit; that no room is left is told by the commits themselves.
    private func copy() {
        let isMine = state.withLock { state in
            guard state == .idle else { return false }
            state = .copying
            return true
        }
        guard isMine else { return }
        connection.asyncWriteWithoutTransaction { [self] db in
            _ = try? db.checkpoint(.passive)
            pool.asyncWriteWithoutTransaction { [self] db in
                _ = try? db.checkpoint(.passive)
                state.withLock { state in
                    if state == .copying { state = .idle }
                }
            }
        }
    }
}
