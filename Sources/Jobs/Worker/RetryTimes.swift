import Synchronization

/// When jobs may be claimed again that this worker has put back: its slots look then, and not a round later.
final class RetryTimes: Sendable {
    /// Times closer to each other than this count as one, so that there are never many of them.
    private static let grainMilliseconds: Int64 = 10

    private let times = Mutex<Set<Int64>>([])

    /// - Parameter attempt: the one that failed. Its delay is counted anew from here: the store's clock may be another one.
    func add(attempt: Int, now: JobInstant) {
        let time = now.milliseconds + RetryDelay.milliseconds(afterAttempt: attempt)
        // Up: too early is in vain.
        times.withLock { _ = $0.insert((time / Self.grainMilliseconds + 1) * Self.grainMilliseconds) }
    }

    /// How long it is to the next one, and forgets those that are over, or that a clock which was set back has put out of
    /// reach; nil: there is none.
    func milliseconds(from now: JobInstant) -> Int64? {
        let ahead = now.milliseconds + 1...now.milliseconds + RetryDelay.longestMilliseconds + Self.grainMilliseconds
        return times.withLock { times in
            if times.isEmpty { return nil }
            times = times.filter(ahead.contains)
            return times.min().map { $0 - now.milliseconds }
        }
    }
}
