import Foundation
import Logging
import Synchronization

/// One attempt at a claimed job: the handler, the heartbeat beside it, and the one transition that ends it.
final class Attempt: Sendable {
    private struct Progress {
        var stop: AttemptStop?
        var step: String?
        var fraction = 0.0
        /// At work for so long that somebody may be watching: from here on each step is stored.
        var isSlow = false
    }

    /// Steps of a job that is done sooner are not stored: nobody could see them, and each costs a write.
    static let slowMilliseconds: Int64 = 50

    private enum Event {
        case handled(Result<HandlerResult, any Error>)
        case heartbeatEnded
        case turnedSlow
    }

    private let queue: JobQueue
    private let handler: any JobHandler
    private let job: JobRecord
    private let token: Int64
    private let logger: Logger
    private let progress = Mutex(Progress())

    init(
        of job: JobRecord, token: Int64, queue: JobQueue, handler: any JobHandler, logger: Logger
    ) {
        self.queue = queue
        self.handler = handler
        self.job = job
        self.token = token
        var logger = logger
        for (key, value) in handler.logMetadata(of: job) { logger[metadataKey: key] = value }
        logger[metadataKey: "job_id"] = "\(job.id)"
        logger[metadataKey: "attempt"] = "\(job.attempt)"
        self.logger = logger
    }

    /// Returns when the handler has. When the task is cancelled the job is given back at once, also while a handler that
    /// does not heed its cancellation still works.
    func run() async {
        await withTaskGroup(of: Event.self) { group in
            group.addTask { .handled(await self.handle()) }
            group.addTask {
                await self.keepLease()
                return .heartbeatEnded
            }
            group.addTask {
                await self.becomeSlow()
                return .turnedSlow
            }
            var isEnded = false
            for await event in group {
                switch event {
                case .handled(let result):
                    // The heartbeat goes on until the end is stored.
                    if !isEnded { await end(result) }
                    group.cancelAll()
                case .heartbeatEnded:
                    group.cancelAll()
                    if !isEnded { await end(nil) }
                case .turnedSlow:
                    continue
                }
                isEnded = true
            }
        }
    }

    private func handle() async -> Result<HandlerResult, any Error> {
        do {
            let payload = try await queue.payload(job.id)
            return .success(try await handler.run(job, payload: payload) { try await self.report($0, $1) })
        } catch {
            return .failure(error)
        }
    }

    private func report(_ step: String, _ fraction: Double) async throws {
        try Task.checkCancellation()
        let isSlow = progress.withLock { progress in
            progress.step = step
            progress.fraction = fraction
            return progress.isSlow
        }
        if isSlow { await store(step, fraction) }
        if progress.withLock({ $0.stop != nil }) { throw CancellationError() }
    }

    /// Stores the step at work once the job has turned out to be slow.
    private func becomeSlow() async {
        guard (try? await queue.clock.sleep(milliseconds: Self.slowMilliseconds)) != nil else { return }
        let (step, fraction) = progress.withLock { progress in
            progress.isSlow = true
            return (progress.step, progress.fraction)
        }
        if let step, !Task.isCancelled { await store(step, fraction) }
    }

    private func store(_ step: String, _ fraction: Double) async {
        do {
            let current = try await queue.progress(job.id, token: token, step: step, fraction: fraction)
            if current.cancelRequested { stop(.cancelRequested) }
        } catch  where error.code == .storeUnavailable {
            // The step is for show; the end of the attempt insists on being stored.
            queue.health.failed(error)
        } catch {
            stop(.leaseLost)
        }
    }

    /// Renews at each third of the lease; returns when the handler has to stop.
    private func keepLease() async {
        while true {
            do {
                try await queue.clock.sleep(milliseconds: max(1, queue.leaseMilliseconds / 3))
            } catch {
                return
            }
            do {
                let current = try await queue.renew(job.id, token: token)
                queue.health.wrote()
                guard current.cancelRequested else { continue }
                return stop(.cancelRequested)
            } catch  where error.code == .storeUnavailable {
                queue.health.failed(error)
            } catch {
                return stop(.leaseLost)
            }
        }
    }

    private func stop(_ stop: AttemptStop) {
        progress.withLock { $0.stop = $0.stop ?? stop }
    }

    /// - Parameter result: nil when the handler is still at work.
    private func end(_ result: Result<HandlerResult, any Error>?) async {
        let (stop, step) = progress.withLock { ($0.stop ?? (Task.isCancelled ? .shutdown : nil), $0.step) }
        guard let outcome = AttemptStop.outcome(of: result, stop: stop, step: step) else {
            logger.warning("The lease was lost; the attempt is dropped")
            return
        }
        if case .failure(let error) = result, stop == nil, !(error is JobFailure), !AttemptStop.isOfTheStore(error) {
            logger.error("The handler met an unexpected error", metadata: ["error": "\(error)"])
        }
        var backoff = Backoff()
        while true {
            do {
                _ = try await queue.finish(job.id, token: token, outcome: outcome)
                return queue.health.wrote()
            } catch  where error.code == .storeUnavailable {
                queue.health.failed(error)
                do {
                    try await queue.clock.sleep(milliseconds: backoff.next())
                } catch {
                    return
                }
            } catch {
                return logger.warning("The attempt's end was refused", metadata: ["error": "\(error)"])
            }
        }
    }
}
