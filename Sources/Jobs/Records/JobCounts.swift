/// Depth by state, and the age of what waits longest.
package struct JobCounts: Sendable, Equatable {
    /// Every state is present.
    package var byState: [JobState: Int]
    /// Whether claiming is stopped.
    package var isPaused: Bool
    /// Bytes of the waiting jobs' payloads.
    package var queuedBytes: Int
    /// When the job that waits longest came to wait (by submission or retry).
    package var oldestQueued: JobInstant?

    package init(byState: [JobState: Int], oldestQueued: JobInstant?, queuedBytes: Int = 0, isPaused: Bool = false) {
        self.byState = byState
        self.queuedBytes = queuedBytes
        self.isPaused = isPaused
        self.oldestQueued = oldestQueued
    }
}
