import CProcess
import Glibc

/// Wakes the one thread that waits for descriptors, from any other; a wake that comes early is not lost.
final class WakeEvent: Sendable {
    let descriptor: Int32

    /// - Throws: `ProcessError` where no descriptor is left.
    init() throws(ProcessError) {
        descriptor = cprocess_event_open()
        guard descriptor >= 0 else {
            throw ProcessError("No worker process can be watched: \(String(cString: strerror(errno))).")
        }
    }

    deinit { close(descriptor) }

    func wake() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Forgets the wakes so far.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }

    /// Returns early when woken. Blocks.
    func wait(until deadline: ContinuousClock.Instant) {
        if DescriptorWait.wait(for: [descriptor], until: deadline) != nil { clear() }
    }
}
