import Foundation
import Logging
import Synchronization

/// One attempt at a claimed job: the handler, the heartbeat beside it, and the one transition that ends it.
final class Attempt: Sendable {
    /// Steps of a job that is done sooner are not stored: nobody could see them, and each costs a write.
    static let slowMilliseconds: Int64 = 50

    private enum Event {
        case handled(Result<HandlerResult, any Error>)
        case heartbeatEnded
        case stepsEnded
    }

    private let queue: JobQueue
    private let handler: any JobHandler
    private let job: JobRecord
    private let payload: Data?
    private let token: Int64
    private let logger: Logger
    private let progress = AttemptProgress()
    private let ended = Mutex<JobState?>(nil)

    init(of claimed: ClaimedJob, token: Int64, queue: JobQueue, handler: any JobHandler, logger: Logger) {
        self.queue = queue
        self.handler = handler
        job = claimed.job
        payload = claimed.payload
        self.token = token
        var logger = logger
        for (key, value) in handler.logMetadata(of: job) { logger[metadataKey: key] = value }
        logger[metadataKey: "job_id"] = "\(job.id)"
        logger[metadataKey: "attempt"] = "\(job.attempt)"
        self.logger = logger
    }

    /// The state in which the job was left; nil when that was refused or could not be stored.
    var endState: JobState? { ended.withLock { $0 } }

    /// Returns when the handler has. When the task is cancelled the job is given back at once, also while a handler that
    /// does not heed its cancellation still works.
    ///
    /// - Parameter request: asked at the end, whether and for what another job shall be claimed with it.
    /// - Returns: that job.
    func run(thenClaim request: () -> ClaimRequest?) async -> ClaimedJob? {
        queue.cancelWishes.listen(for: job.id, token: token) { [progress] in progress.end(by: .cancelRequested) }
        defer { queue.cancelWishes.leave(token: token) }
        return await withTaskGroup(of: Event.self) { group in
            group.addTask { .handled(await self.handle()) }
            group.addTask {
                await self.keepLease()
                return .heartbeatEnded
            }
            group.addTask {
                await self.storeSteps()
                return .stepsEnded
            }
            var isEnded = false
            var next: ClaimedJob?
            for await event in group {
                switch event {
                case .handled(let result):
                    // The heartbeat goes on until the end is stored.
                    if !isEnded { next = await end(result, thenClaim: request) }
                    group.cancelAll()
                case .heartbeatEnded:
                    group.cancelAll()
                    if !isEnded { next = await end(nil, thenClaim: request) }
                case .stepsEnded:
                    continue
                }
                isEnded = true
            }
            return next
        }
    }

    private func handle() async -> Result<HandlerResult, any Error> {
        await withTaskCancellationHandler {
            do {
                var bytes = payload
                if bytes == nil { bytes = try await queue.payload(job.id) }
                return .success(
                    try await handler.run(job, payload: bytes ?? Data()) { [progress] step, fraction in
                        try progress.begin(AttemptProgress.Step(name: step, fraction: fraction))
                    })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            progress.end(by: .shutdown)
        }
    }

    /// Stores the steps once the job has turned out to be slow: from then on somebody may be watching.
    private func storeSteps() async {
        guard (try? await queue.clock.sleep(milliseconds: Self.slowMilliseconds)) != nil else { return }
        for await step in progress.steps where !Task.isCancelled { await store(step) }
    }

    private func store(_ step: AttemptProgress.Step) async {
        do {
            let current = try await queue.progress(job.id, token: token, step: step.name, fraction: step.fraction)
            if current.cancelRequested { progress.end(by: .cancelRequested) }
        } catch  where error.code == .storeUnavailable {
            // The step is for show; the end of the attempt insists on being stored.
            queue.health.failed(error)
        } catch {
            progress.end(by: .leaseLost)
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
                return progress.end(by: .cancelRequested)
            } catch  where error.code == .storeUnavailable {
                queue.health.failed(error)
            } catch {
                return progress.end(by: .leaseLost)
            }
        }
    }

    /// - Parameter result: nil when the handler is still at work.
    private func end(
        _ result: Result<HandlerResult, any Error>?, thenClaim request: () -> ClaimRequest?
    ) async -> ClaimedJob? {
        let (stop, step) = (progress.stop ?? (Task.isCancelled ? .shutdown : nil), progress.step)
        guard let outcome = AttemptStop.outcome(of: result, stop: stop, step: step) else {
            logger.warning("The lease was lost; the attempt is dropped")
            return nil
        }
        if case .failure(let error) = result, stop == nil, !(error is JobFailure), !AttemptStop.isOfTheStore(error) {
            logger.error("The handler met an unexpected error", metadata: ["error": "\(error)"])
        }
        var backoff = Backoff()
        while true {
            do {
                let finished = try await queue.finish(
                    job.id, token: token, outcome: outcome, thenClaim: request())
                ended.withLock { $0 = finished.job.state }
                queue.health.wrote()
                return finished.next
            } catch  where error.code == .storeUnavailable {
                queue.health.failed(error)
                do {
                    try await queue.clock.sleep(milliseconds: backoff.next())
                } catch {
                    return nil
                }
            } catch {
                logger.warning("The attempt's end was refused", metadata: ["error": "\(error)"])
                return nil
            }
        }
    }
}
