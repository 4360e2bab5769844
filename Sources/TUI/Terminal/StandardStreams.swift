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
