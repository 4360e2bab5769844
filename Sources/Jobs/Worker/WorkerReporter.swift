package import Logging
import ServiceLifecycle

/// Says every few seconds that this process works on a shared queue, does what it was told there, and says at its end that it
/// works no more.
package final class WorkerReporter: Service {
    private let queue: JobQueue
    private let worker: Worker
    private let name: String
    private let version: String
    private let isOfService: Bool
    private let models: @Sendable () -> Set<String>?
    private let logger: Logger

    private static let pauseMilliseconds: Int64 = 3_000

    /// - Parameter isOfService: a drain, which is not for such a worker, keeps it quiet.
    package init(
        queue: JobQueue, worker: Worker, name: String, version: String, isOfService: Bool, logger: Logger,
        models: @escaping @Sendable () -> Set<String>?
    ) {
        self.queue = queue
        self.worker = worker
        self.name = name
        self.version = version
        self.isOfService = isOfService
        self.logger = logger
        self.models = models
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var isFirst = true
            while !Task.isCancelled {
                // Listened for before the report: a wish cannot fall between the two.
                let news = self.queue.duties.subscribe()
                do {
                    let wish = try await self.queue.report(self.report, isFirst: isFirst)
                    isFirst = false
                    if let wish, self.obey(wish) { continue }
                } catch {
                    // The worker says that the store fails.
                }
                await self.pause(orUntil: news)
            }
        }
        var last = report
        last.slots = []
        _ = try? await queue.report(last, isFirst: false)
    }

    /// - Returns: whether there is something new to report.
    private func obey(_ wish: Duty) -> Bool {
        let duty = isOfService && wish == .draining ? .quiet : wish
        guard worker.duty.set(duty) else { return false }
        logger.notice("the worker was told what to do", metadata: ["worker": "\(name)", "duty": "\(duty.rawValue)"])
        return true
    }

    private func pause(orUntil news: AsyncStream<Int64>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in news { return } }
            group.addTask { [queue] in try? await queue.clock.sleep(milliseconds: Self.pauseMilliseconds) }
            await group.next()
            group.cancelAll()
        }
    }

    private var report: WorkerReport {
        WorkerReport(
            name: name, version: version, models: (models() ?? []).sorted(),
            slots: worker.slotTallies.map {
                WorkerReport.Slot(name: $0.name, done: $0.tally.done, failed: $0.tally.failed)
            }, duty: worker.duty.duty, isOfService: isOfService)
    }
}
