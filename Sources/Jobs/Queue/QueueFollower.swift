import ServiceLifecycle

/// Wakes this process's workers, followers and waiters when another process has changed the store. Does nothing for a store
/// that only this process changes.
package final class QueueFollower: Service {
    private let queue: JobQueue

    package init(queue: JobQueue) {
        self.queue = queue
    }

    package func run() async throws {
        guard let store = queue.store as? any SharedJobStore else { return try await gracefulShutdown() }
        // Until the end of the queue, not only to the beginning of the shutdown: waiters still wait for what runs.
        await withTaskGroup(of: Void.self) { [queue] group in
            group.addTask { await store.follow { queue.heard($0) } }
            group.addTask { for await _ in queue.subscribe() {} }
            await group.next()
            group.cancelAll()
        }
        try? await gracefulShutdown()
    }
}
