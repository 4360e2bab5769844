import CProcess
import Glibc

/// A child's promise not to outlive the process that started it.
enum ParentDeath {
    /// From now on the kernel kills this process when its parent's thread ends, however that comes about.
    ///
    /// - Parameter parent: who started this process; if it is gone already, this process ends at once.
    static func follow(_ parent: pid_t) {
        _ = cprocess_die_with_parent(SIGKILL)
        if getppid() != parent { _exit(0) }
    }
}
