import Glibc

/// Waiting for what arrives on descriptors. Blocks.
enum DescriptorWait {
    /// Waits until one can be read (or written), or has come to its end.
    ///
    /// - Parameter deadline: nil waits for ever.
    /// - Returns: for each descriptor whether it is one of those; nil when none was before the deadline.
    static func wait(
        for descriptors: [Int32], toWrite: Bool = false, until deadline: ContinuousClock.Instant?
    ) -> [Bool]? {
        let events = Int16(toWrite ? POLLOUT : POLLIN)
        var polled = descriptors.map { pollfd(fd: $0, events: events, revents: 0) }
        while true {
            let left = deadline.map { Int32(max(0, min(1e9, (($0 - .now) / .milliseconds(1)).rounded(.up)))) } ?? -1
            let count = poll(&polled, nfds_t(polled.count), left)
            if count > 0 { return polled.map { $0.revents != 0 } }
            if count == 0 || errno != EINTR { return nil }
        }
    }
}
