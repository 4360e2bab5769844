/// As `FinishLedger`, for a queue in Redis: every end of every job, counted by the script that ends it, in the same step.
package enum RedisFinishLedger {
    /// Makes the ledger of an empty queue.
    /// - Throws: as `RedisJobStore.init`.
    package static func install(_ url: RedisURL) async throws(JobError) {
        let store = try RedisJobStore(url)
        _ = try await store.run(.installLedger)
        try await store.close()
    }

    /// Removes all keys of the queue, some hundred at a time, so that a server that others use too is not held up.
    /// - Throws: as `RedisJobStore.init`; `storeUnavailable`.
    package static func erase(_ url: RedisURL) async throws(JobError) {
        let store = try RedisJobStore(url)
        var cursor = "0"
        repeat {
            cursor = try await store.run(.erase, RedisCommand(cursor))[0].text ?? "0"
        } while cursor != "0"
        try await store.close()
    }

    /// All jobs of the queue.
    /// - Throws: as `RedisJobStore.init`; `storeUnavailable`.
    package static func read(_ url: RedisURL) async throws(JobError) -> [FinishLedger.Entry] {
        let store = try RedisJobStore(url)
        var entries: [FinishLedger.Entry] = []
        var query = JobQuery(sort: .oldest, limit: 500)
        repeat {
            let page = try await store.list(query)
            var ids = RedisCommand()
            ids.add(list: page.jobs.map(\.id.rawValue))
            let answer = try await store.run(.readLedger, ids)
            let (ends, keys) = (answer[0].array ?? [], answer[1].array ?? [])
            for (job, (end, key)) in zip(page.jobs, zip(ends, keys)) {
                entries.append(
                    FinishLedger.Entry(
                        id: job.id, state: job.state, revision: job.revision, client: job.client,
                        idempotencyKey: key.text, ends: Int(end.integer ?? 0)))
            }
            query.cursor = page.nextCursor
        } while query.cursor != nil
        try await store.close()
        return entries
    }
}
