/// What can be done to all jobs that a filter matches.
package enum BulkAction: Sendable, CaseIterable {
    case cancel, retry, forget

    /// Whether a job in this state is changed; the others are left alone.
    func takes(_ job: JobRecord) -> Bool {
        switch self {
        case .cancel: !job.state.isFinished && !job.cancelRequested
        case .retry: (job.state == .failed || job.state == .cancelled) && job.hasPayload
        case .forget: job.state.isFinished
        }
    }
}

/// What one transaction of a bulk action did.
package struct BulkStep: Sendable {
    package var changed: Int
    /// The changed jobs, as they are now; none where they were forgotten.
    package var jobs: [JobRecord]
    /// Where the next step goes on; nil when no job is left.
    package var last: JobID?

    package init(changed: Int = 0, jobs: [JobRecord] = [], last: JobID? = nil) {
        self.changed = changed
        self.jobs = jobs
        self.last = last
    }
}
