import ServiceLifecycle

/// Ends once its worker was told to drain and holds no job any more, however long that takes; the group then shuts down.
package final class WorkerDrain: Service {
    private let worker: Worker

    package init(worker: Worker) {
        self.worker = worker
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await self.worker.duty.untilDraining()
            await self.worker.untilIdle()
        }
    }
}
