/// How long a job waits after an attempt that failed before it may be claimed again: what failed may need a moment (a process
/// that starts anew, memory that comes free), and others get the slot meanwhile.
///
/// A second after the first attempt, twice as long after each further one, a minute at most. Whoever takes a job back from a
/// worker that is gone waits for nothing: the lease was the wait. The order among the waiting stays: no jitter is needed where
/// slots bound how many begin at once.
enum RetryDelay {
    static let shortestMilliseconds: Int64 = 1_000
    static let longestMilliseconds: Int64 = 60_000

    /// - Parameter attempt: the one that failed, from 1 on.
    static func milliseconds(afterAttempt attempt: Int) -> Int64 {
        min(shortestMilliseconds << Int64(min(max(attempt, 1), 16) - 1), longestMilliseconds)
    }

    /// The times that count as reached at `now` lie outside of this: up to it, and so far behind it that a clock must have
    /// been set back since.
    static func pending(at now: JobInstant) -> ClosedRange<Int64> {
        now.milliseconds + 1...now.milliseconds + longestMilliseconds
    }
}
