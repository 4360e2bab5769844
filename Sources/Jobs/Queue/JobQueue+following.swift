extension JobQueue {
    func report(_ report: WorkerReport) async throws(JobError) {
        try await (store as? any SharedJobStore)?.report(report)
    }

    /// Workers of all processes; none where this one is alone.
    package func reports() async throws(JobError) -> [WorkerReport] {
        try await (store as? any SharedJobStore)?.reports() ?? []
    }

    /// Takes note of a change that another process may have made.
    func heard(_ news: JobNews) {
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
