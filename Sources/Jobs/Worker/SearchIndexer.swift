package import Logging
import ServiceLifecycle

/// Enters jobs that have ended into the store's index of words, soon after their end and many at a time.
package final class SearchIndexer: Service {
    private let queue: JobQueue
    private let logger: Logger

    /// How often it looks, and how long it pauses between two steps, so that the queue's own writes get their turn.
    static let roundMilliseconds: Int64 = 2_000
    static let pauseMilliseconds: Int64 = 20
    /// Jobs of one transaction: some ten milliseconds of the writer.
    static let stepSize = 250

    package init(queue: JobQueue, logger: Logger) {
        self.queue = queue
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.catchUp()
                try? await self.queue.clock.sleep(milliseconds: Self.roundMilliseconds)
            }
        }
    }

    private func catchUp() async {
        var entered = 0
        while !Task.isCancelled {
            // Where the store fails the worker says so; the next round tries again.
            guard let step = try? await queue.indexWords(limit: Self.stepSize), step > 0 else { break }
            entered += step
            if step < Self.stepSize { break }
            try? await queue.clock.sleep(milliseconds: Self.pauseMilliseconds)
        }
        if entered > 10_000 { logger.info("words of jobs indexed", metadata: ["jobs": "\(entered)"]) }
    }
}
