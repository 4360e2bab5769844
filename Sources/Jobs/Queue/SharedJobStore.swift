/// A store that other processes change too, and that tells of it.
package protocol SharedJobStore: JobStore {
    /// Calls `hear` with each change of the store, this process's own too, by growing sequence as far as others let it; what
    /// was missed while the store could not be reached comes later. Returns when the task is cancelled or the store closed.
    func follow(_ hear: @escaping @Sendable (JobNews) -> Void) async

    /// Tells the other processes of this one's worker.
    /// - Parameter isFirst: of its process: what an earlier one of that name was told counts no more.
    /// - Returns: what it was told to do; nil: nothing.
    func report(_ report: WorkerReport, isFirst: Bool) async throws(JobError) -> Duty?
    /// Keeps what a worker is told to do, and lets it know.
    /// - Returns: whether there is such a worker.
    func tell(worker: String, to duty: Duty) async throws(JobError) -> Bool
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
    /// Nothing of a job: a worker was told something.
    package var isOfWorkers = false

    /// What a worker was told may have changed.
    static let workers: JobNews = {
        var news = JobNews(sequence: 0, state: nil, cancelRequested: false, id: JobID(rawValue: ""))
        news.isOfWorkers = true
        return news
    }()

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
