extension JobQueue {
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
