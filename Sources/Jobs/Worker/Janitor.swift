package import Logging
import ServiceLifecycle

/// Holds the store to its retention policy: a few jobs a transaction with a pause after each, so that the queue's own
/// writes get their turn.
package final class Janitor: Service {
    private let queue: JobQueue
    private let policy: RetentionPolicy
    private let logger: Logger

    /// How often it looks, and how long it pauses between two steps.
    static let roundMilliseconds: Int64 = 30_000
    static let pauseMilliseconds: Int64 = 20
    /// Jobs that one transaction forgets or empties: some milliseconds of the writer.
    static let stepSize = 50

    package init(queue: JobQueue, policy: RetentionPolicy, logger: Logger) {
        self.queue = queue
        self.policy = policy
        self.logger = logger
    }

    package func run() async throws {
        guard policy != .forever else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.cleanUp()
                try? await self.queue.clock.sleep(milliseconds: Self.roundMilliseconds)
            }
        }
    }

    private func cleanUp() async {
        var total = RetentionStep()
        defer {
            if !total.isEmpty {
                logger.info(
                    "finished jobs cleaned up",
                    metadata: ["forgotten": "\(total.forgotten)", "images_dropped": "\(total.payloadsDropped)"])
            }
        }
        while !Task.isCancelled {
            do {
                let step = try await queue.retain(policy, limit: Self.stepSize)
                if step.isEmpty { return }
                total.forgotten += step.forgotten
                total.payloadsDropped += step.payloadsDropped
                try await queue.clock.sleep(milliseconds: Self.pauseMilliseconds)
            } catch is CancellationError {
                return
            } catch {
                // The worker says that the store fails; the next round tries again.
                return
            }
        }
    }
}
