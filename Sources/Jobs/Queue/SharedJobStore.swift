/// A store that other processes change too, and that tells of it.
package protocol SharedJobStore: JobStore {
    /// Calls `hear` with each change of the store, this process's own too, by growing sequence as far as others let it; what
    /// was missed while the store could not be reached comes later. Returns when the task is cancelled or the store closed.
    func follow(_ hear: @escaping @Sendable (JobNews) -> Void) async

    /// Tells the other processes of this one's worker.
    func report(_ report: WorkerReport) async throws(JobError)
    /// What the workers said lately, of all processes.
    func reports() async throws(JobError) -> [WorkerReport]
}

/// What is told of a change: enough to wake those whom it concerns.
package struct JobNews: Sendable, Equatable {
    /// Of the change; 0 where none comes with it, such as when claiming starts again.
    package var sequence: Int64
    /// nil: it was forgotten.
    package var state: JobState?
    package var cancelRequested: Bool
    package var id: JobID

    package init(sequence: Int64, state: JobState?, cancelRequested: Bool, id: JobID) {
        self.sequence = sequence
        self.state = state
        self.cancelRequested = cancelRequested
        self.id = id
    }

    init(_ change: JobChange) {
        switch change {
        case .job(let job):
            self.init(sequence: job.sequence, state: job.state, cancelRequested: job.cancelRequested, id: job.id)
        case .forgotten(let id, let sequence):
            self.init(sequence: sequence, state: nil, cancelRequested: false, id: id)
        }
    }
}
