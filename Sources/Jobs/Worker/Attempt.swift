import Foundation
import Logging
import Synchronization

/// One attempt at a claimed job: the handler, what goes on beside it where that lasts, and the one transition that ends it.
final class Attempt: Sendable {
    private struct State {
        var work: Task<Void, Never>?
        var isEnding = false
        /// Who waits for the handler, or for what stops it.
        var waiting: CheckedContinuation<Result<HandlerResult, any Error>?, Never>?
        /// Of a handler that was done before anybody waited.
        var result: Result<HandlerResult, any Error>?
        var left: JobRecord?
    }

    let token: Int64
    private let queue: JobQueue
    private let handler: any JobHandler
    private let job: JobRecord
    private let payload: Data?
    private let workerLogger: Logger
    private let progress = AttemptProgress()
    private let state = Mutex(State())
    /// Closed when the end is stored.
    private let over = WakeUps()

    init(of claimed: ClaimedJob, token: Int64, queue: JobQueue, handler: any JobHandler, logger: Logger) {
        self.queue = queue
        self.handler = handler
        job = claimed.job
        payload = claimed.payload
        self.token = token
        workerLogger = logger
    }

    /// The job as it was left; nil when that was refused or could not be stored.
    var end: JobRecord? { state.withLock(\.left) }

    /// Returns when the handler has. When the task is cancelled the job is given back at once, also while a handler that
    /// does not heed its cancellation still works.
    ///
    /// - Parameters:
    ///   - watch: accompanies the attempt if it lasts.
    ///   - request: asked at the end, whether and for what another job shall be claimed with it.
    /// - Returns: that job.
    func run(watchedBy watch: AttemptWatch, thenClaim request: () -> ClaimRequest?) async -> ClaimedJob? {
        queue.cancelWishes.listen(for: job.id, token: token) { [progress] in progress.end(by: .cancelRequested) }
        watch.add(self)
        let work = Task { self.handled(await self.handle()) }
        state.withLock { $0.work = work }
        let next = await withTaskCancellationHandler {
            await end(await handledOrStopped(), thenClaim: request)
        } onCancel: {
            stop(by: .shutdown)
        }
        watch.remove(self)
        over.close()
        queue.cancelWishes.leave(token: token)
        await work.value
        return next
    }

    /// Renews the lease and stores the steps, until the end is stored or the task cancelled.
    func accompany() async {
        let over = over.subscribe()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await step in self.progress.steps where !Task.isCancelled { await self.store(step) } }
            group.addTask { await self.keepLease() }
            for await _ in over {}
            group.cancelAll()
        }
    }

    /// - Returns: nil when the attempt has to end before its handler does.
    private func handledOrStopped() async -> Result<HandlerResult, any Error>? {
        await withCheckedContinuation { continuation in
            let known = state.withLock { state -> Result<HandlerResult, any Error>?? in
                if state.isEnding { return .some(state.result) }
                state.waiting = continuation
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// The first of both decides.
    private func handled(_ result: Result<HandlerResult, any Error>) {
        let waiting = state.withLock { state in
            if !state.isEnding { state.result = result }
            return Self.beginEnd(&state)
        }
        waiting?.resume(returning: result)
    }

    private func stop(by reason: AttemptStop) {
        progress.end(by: reason)
        let (waiting, work) = state.withLock { (Self.beginEnd(&$0), $0.work) }
        work?.cancel()
        waiting?.resume(returning: nil)
    }

    private static func beginEnd(
        _ state: inout State
    ) -> CheckedContinuation<Result<HandlerResult, any Error>?, Never>? {
        defer { state.waiting = nil }
        state.isEnding = true
        return state.waiting
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

    /// Renews at each third of the lease; stops the attempt when the lease is lost or the job shall be cancelled.
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
                return stop(by: .cancelRequested)
            } catch  where error.code == .storeUnavailable {
                queue.health.failed(error)
            } catch {
                return stop(by: .leaseLost)
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
                state.withLock { $0.left = finished.job }
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

    private var logger: Logger {
        var logger = workerLogger
        for (key, value) in handler.logMetadata(of: job) { logger[metadataKey: key] = value }
        logger[metadataKey: "job_id"] = "\(job.id)"
        logger[metadataKey: "attempt"] = "\(job.attempt)"
        return logger
    }
}
