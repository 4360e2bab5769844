import Glibc

/// Keeps standard output and standard error off the screen: while diverted, both are a log file.
struct StandardStreams {
    /// Copies of the descriptors 1 and 2 as they were.
    let output: Int32
    let error: Int32
    let log: Int32
    /// False: the file could not be opened, and what is written is lost.
    let hasLog: Bool

    /// - Parameter logPath: made if missing and appended to.
    init?(logPath: String) {
        output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        let opened = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        hasLog = opened >= 0
        log = hasLog ? opened : open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard output >= 0, log >= 0 else {
            close()
            return nil
        }
    }

    /// Writes everything to the terminal, also to one that does not block; a sequence that is cut would swallow what follows.
    /// - Returns: false when the terminal is gone, or has taken nothing for two seconds.
    func sendWhole(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                var target = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                guard poll(&target, 1, 2000) > 0 else { return false }
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    func divert() {
        fflush(nil)
        dup2(log, STDOUT_FILENO)
        dup2(log, STDERR_FILENO)
    }

    func giveBack() {
        fflush(nil)
        dup2(output, STDOUT_FILENO)
        if error >= 0 { dup2(error, STDERR_FILENO) }
    }

    func close() {
        for descriptor in [output, error, log] where descriptor >= 0 { Glibc.close(descriptor) }
    }
}
