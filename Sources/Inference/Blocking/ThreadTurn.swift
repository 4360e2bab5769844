import CScheduler
import Glibc

/// How the calling thread, and the threads that it starts, share the cores with the program's others.
package enum ThreadTurn {
    /// For threads that answer people: short turns, for which the kernel interrupts long ones at once (Linux 6.12 and later;
    /// elsewhere nothing changes). Called before the process starts others, they are such too.
    package static func answer() { _ = cscheduler_set_slice(100) }

    /// For threads that compute: they wait behind those that answer, so that requests are accepted while all cores compute,
    /// and otherwise keep their core for long: each change between a picture's decoder and a model's weights costs a core's
    /// cache, with turns of 3 ms up to a twentieth of a small model's images.
    static func compute() {
        _ = cscheduler_set_slice(20_000)
        // On Linux this means the thread, not the process: setpriority(2), "C library/kernel differences".
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    }
}
