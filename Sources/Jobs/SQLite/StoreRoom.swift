import Glibc

/// Whether a full disk has room again: asks the file system for it, since free bytes say nothing of quotas and limits.
enum StoreRoom {
    /// What must be free before a store that was full is used again, in bytes: enough for most images, so that it is not
    /// full again with the next one.
    static let bytes = 8 << 20

    /// Takes and gives back `bytes` beside the database. Blocks.
    /// - Returns: the system's words where there is no room; nil where there is, or where this cannot be tried.
    static func shortage(beside path: String) -> String? {
        let probe = path + ".room"
        let descriptor = open(probe, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno == ENOSPC || errno == EDQUOT ? words(errno) : nil }
        defer {
            close(descriptor)
            unlink(probe)
        }
        let code = posix_fallocate(descriptor, 0, off_t(bytes))
        return [ENOSPC, EDQUOT, EFBIG].contains(code) ? words(code) : nil
    }

    private static func words(_ code: Int32) -> String {
        "\(bytes >> 20) MiB cannot be had: \(String(cString: strerror(code)))"
    }
}
