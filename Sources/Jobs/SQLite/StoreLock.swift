#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The right of one process to work on a database: a lock on the file `PATH.lock` that the kernel drops with the process.
///
/// flock(2): held by the open file, so a second opening in the same process is refused too.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `storeUnavailable` when the file cannot be written; `storeInUse` when a process, which it names, holds it.
    init(for path: String) throws(JobError) {
        let lockPath = path + ".lock"
        let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            throw JobError(
                .storeUnavailable,
                "The queue's folder cannot be written to: \(lockPath) could not be opened "
                    + "(\(String(cString: strerror(code)))). Make the folder writable or choose another one.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            guard code == EWOULDBLOCK else {
                throw JobError(
                    .storeUnavailable,
                    "The queue's lock file \(lockPath) cannot be locked (\(String(cString: strerror(code)))). "
                        + "Keep the queue on a local disk, not on a network file system.")
            }
            throw JobError(
                .storeInUse,
                "The queue's database \(path) is in use by process \(holder ?? "unknown"). "
                    + "Use that service, stop it, or choose another path.")
        }
        let text = "\(getpid())\n"
        let written = text.utf8.withContiguousStorageIfAvailable { bytes in
            ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count
        }
        guard written == true else {
            close(descriptor)
            throw JobError(
                .storeUnavailable, "The queue's lock file \(lockPath) cannot be written. Is the disk full?")
        }
        self.descriptor = descriptor
    }

    deinit {
        // A child that is just being started holds the open file too, until it runs its program: closing alone would
        // leave the lock to it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}
