import GRDB

/// Says in our words what SQLite answered, with the path and what to do.
struct StoreFailure: Sendable {
    let path: String

    func callAsFunction(_ error: any Error) -> JobError {
        if let error = error as? JobError { return error }
        guard let error = error as? DatabaseError else {
            return JobError(
                .storeUnavailable, "The queue's database \(path) cannot be used; the log has the cause.",
                cause: String(describing: error))
        }
        return JobError(
            .storeUnavailable, "The queue's database \(path) \(words(error))",
            cause: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")")
    }

    func damaged(_ finding: String) -> JobError {
        JobError(.storeUnavailable, "The queue's database \(path) \(damage)", cause: finding)
    }

    private var damage: String {
        "is damaged. Stop the service, move it aside with its -wal and -shm files and start again with an empty queue; "
            + "`sqlite3 FILE .recover` may save what was in it."
    }

    private func words(_ error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_CORRUPT: damage
        case .SQLITE_NOTADB: "is not a database. Move that file aside, or choose another path."
        case .SQLITE_FULL: "cannot grow: the disk is full. Free some space; nothing accepted is lost."
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            "cannot be written to. Make the file and its folder writable, or choose another path."
        case .SQLITE_CANTOPEN:
            "cannot be opened. Check that it is a file in a folder that can be written to, or choose another path."
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            "is locked by another program for more than \(SQLiteSchema.busySeconds) s. Close that program."
        case .SQLITE_IOERR: "cannot be read or written: the disk reports an error. Check the disk and its mount."
        case .SQLITE_MISUSE: "is closed."
        default: "refuses an operation; the log has the cause."
        }
    }
}
