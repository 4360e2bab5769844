/// Depth by state, and the age of what waits longest.
package struct JobCounts: Sendable, Equatable {
    /// Every state is present.
    package var byState: [JobState: Int]
    /// When the job that is next in the queue came to wait (by submission or retry).
    package var oldestQueued: JobInstant?

    package init(byState: [JobState: Int], oldestQueued: JobInstant?) {
        self.byState = byState
        self.oldestQueued = oldestQueued
    }
}
