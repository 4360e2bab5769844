import ServiceLifecycle

/// Says every few seconds that this process works on a shared queue, and at its end that it does no more.
package final class WorkerReporter: Service {
    private let queue: JobQueue
    private let worker: Worker
    private let name: String
    private let version: String
    private let models: @Sendable () -> Set<String>?

    private static let pauseMilliseconds: Int64 = 3_000

    package init(
        queue: JobQueue, worker: Worker, name: String, version: String, models: @escaping @Sendable () -> Set<String>?
    ) {
        self.queue = queue
        self.worker = worker
        self.name = name
        self.version = version
        self.models = models
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // Where the store fails the worker says so.
                try? await self.queue.report(self.report)
                try? await self.queue.clock.sleep(milliseconds: Self.pauseMilliseconds)
            }
        }
        var last = report
        last.slots = []
        try? await queue.report(last)
    }

    private var report: WorkerReport {
        WorkerReport(
            name: name, version: version, models: (models() ?? []).sorted(),
            slots: worker.slotTallies.map {
                WorkerReport.Slot(name: $0.name, done: $0.tally.done, failed: $0.tally.failed)
            })
    }
}
