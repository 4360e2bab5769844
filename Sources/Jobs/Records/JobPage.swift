/// What a listing asks for. Newest first.
package struct JobQuery: Sendable, Equatable {
    package var filter: JobFilter
    /// 1...500
    package var limit: Int
    /// As given by the page before.
    package var cursor: String?

    package init(filter: JobFilter = JobFilter(), limit: Int = 50, cursor: String? = nil) {
        self.filter = filter
        self.limit = limit
        self.cursor = cursor
    }

    /// The limit as stores apply it.
    var pageSize: Int { min(max(limit, 1), 500) }
}

package struct JobPage: Sendable {
    package var jobs: [JobRecord]
    package var nextCursor: String?
    /// Jobs that match, on all pages.
    package var total: Int

    package init(jobs: [JobRecord], nextCursor: String?, total: Int) {
        self.jobs = jobs
        self.nextCursor = nextCursor
        self.total = total
    }
}

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
