import GRDB
import Glibc

/// Says in our words what SQLite answered, with the path and what to do.
struct StoreFailure: Sendable {
    let path: String

    func callAsFunction(_ error: any Error) -> JobError {
        if let error = error as? JobError { return error }
        guard let error = error as? DatabaseError else {
            return JobError(
                .storeUnavailable, "The queue's database \(path) cannot be used; the log has the cause.",
                cause: String(describing: error), fault: .other)
        }
        // SQLite says of a disk that refuses to be written only that it failed.
        if error.resultCode == .SQLITE_IOERR, isOnReadOnlyDisk {
            return JobError(
                .storeUnavailable, "The queue's database \(path) \(readOnlyWords)",
                cause: "SQLite \(error.extendedResultCode.rawValue), EROFS: \(error.message ?? "")", fault: .readOnly)
        }
        return JobError(
            .storeUnavailable, "The queue's database \(path) \(words(error))",
            cause: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")", fault: fault(error))
    }

    /// What the check of free space found.
    func full(_ finding: String) -> JobError {
        JobError(.storeUnavailable, "The queue's database \(path) \(fullWords)", cause: finding, fault: .full)
    }

    func damaged(_ finding: String) -> JobError {
        JobError(.storeUnavailable, "The queue's database \(path) \(damage)", cause: finding, fault: .damaged)
    }

    private var damage: String {
        "is damaged. Stop the service, move it aside with its -wal and -shm files and start again with an empty queue; "
            + "`sqlite3 FILE .recover` may save what was in it."
    }

    private var fullWords: String { "cannot grow: the disk is full. Free some space; nothing accepted is lost." }

    private var readOnlyWords: String {
        "cannot be written to: its file system has become read-only. The kernel's log says why; mend it and make it writable "
            + "again. Nothing accepted is lost."
    }

    /// Asked of the file system itself: its mount may still be called writable after it has turned itself off.
    private var isOnReadOnlyDisk: Bool {
        let probe = "\(path)-probe"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno == EROFS }
        close(descriptor)
        unlink(probe)
        return false
    }

    private func fault(_ error: DatabaseError) -> StoreFault {
        // The index of the write-ahead log is a file of its own that has to grow too.
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .full }
        return switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: .io
        case .SQLITE_MISUSE: .closed
        default: .other
        }
    }

    private func words(_ error: DatabaseError) -> String {
        if fault(error) == .full { return fullWords }
        return switch error.resultCode {
        case .SQLITE_CORRUPT: damage
        case .SQLITE_NOTADB: "is not a database. Move that file aside, or choose another path."
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
