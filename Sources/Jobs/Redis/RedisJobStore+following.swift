extension RedisJobStore: SharedJobStore {
    package func follow(_ hear: @escaping @Sendable (JobNews) -> Void) async {
        let feed = RedisFeed(entry, channel: RedisJobStore.prefix(of: url) + "changes")
        await withTaskCancellationHandler {
            var heard = try? await lastSequence()
            var quiet = 0
            for await event in feed.events {
                switch event {
                case .message(let text):
                    for news in text.split(separator: "\n").compactMap(JobNews.init(published:)) {
                        heard = max(heard ?? 0, news.sequence)
                        hear(news)
                    }
                case .subscribed:
                    // What was published before, or while the feed was broken, is in the store.
                    heard = await catchUp(heard, hear)
                    // Also for what has no place among the changes: claiming may have been started again.
                    hear(JobNews(sequence: 0, state: .queued, cancelRequested: false, id: JobID(rawValue: "")))
                    hear(.workers)
                case .quiet:
                    quiet += 1
                    if quiet.isMultiple(of: Self.roundsUntilLook) { heard = await catchUp(heard, hear) }
                }
            }
        } onCancel: {
            feed.end()
        }
    }

    /// Quiet rounds of the feed between two looks at the store, in case a message was lost: each second.
    private static let roundsUntilLook = 5
    private static let pageSize = 500

    /// Tells what the store has after a sequence.
    /// - Returns: the newest; nil where that is not known yet.
    private func catchUp(_ heard: Int64?, _ hear: (JobNews) -> Void) async -> Int64? {
        guard var newest = heard else { return try? await lastSequence() }
        while let changes = try? await changes(after: newest, limit: Self.pageSize), let last = changes.last {
            for change in changes { hear(JobNews(change)) }
            newest = last.sequence
            if changes.count < Self.pageSize { break }
        }
        return newest
    }
}

extension JobNews {
    /// As `LuaJob` tells it, a line of a message.
    init?(published text: Substring) {
        let parts = text.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let sequence = Int64(parts[0]) else { return nil }
        self.init(
            sequence: sequence, state: JobState(rawValue: String(parts[1])), cancelRequested: parts[2] == "1",
            id: JobID(rawValue: String(parts[3])))
        isOfWorkers = parts[1] == "workers"
    }
}
