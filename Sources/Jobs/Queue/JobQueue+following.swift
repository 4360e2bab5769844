extension JobQueue {
    /// Whether other processes work on it too.
    package var isShared: Bool { store is any SharedJobStore }

    func report(_ report: WorkerReport, isFirst: Bool) async throws(JobError) -> Duty? {
        try await (store as? any SharedJobStore)?.report(report, isFirst: isFirst)
    }

    /// Tells a worker of any process what to do; it hears of it at once, or when it has a connection again.
    /// - Returns: whether there is such a worker.
    package func tell(worker: String, to duty: Duty) async throws(JobError) -> Bool {
        try await (store as? any SharedJobStore)?.tell(worker: worker, to: duty) ?? false
    }

    /// Workers of all processes; none where this one is alone.
    package func reports() async throws(JobError) -> [WorkerReport] {
        try await (store as? any SharedJobStore)?.reports() ?? []
    }

    /// Takes note of a change that another process may have made.
    func heard(_ news: JobNews) {
        if news.isOfWorkers { return duties.wakeAll() }
        if news.sequence > 0 { changed.wake(news.sequence) }
        switch news.state {
        case .queued?: waiting.wake(news.sequence)
        case .running? where news.cancelRequested: cancelWishes.tell(news.id)
        case .running?: break
        // Ended, or forgotten.
        default: finishing.ended(news.id)
        }
    }
}
