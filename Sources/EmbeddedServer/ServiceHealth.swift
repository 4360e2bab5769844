import API
import Foundation
import Inference
import Jobs
import Logging
import Processes
import ServiceLifecycle
import Synchronization

/// Warms the default model up, knows whether the service can do its work, and drains it at a shutdown.
actor ServiceHealth: Service {
    private let queue: JobQueue
    private let worker: Worker
    private let library: ModelLibrary
    /// nil: this process works on images itself.
    private let processes: WorkerProcesses?
    private let access: AccessControl?
    private let logger: Logger
    private let isDraining = Mutex(false)
    private var modelProblem: String? = "The model is still being loaded."

    init(
        queue: JobQueue, worker: Worker, library: ModelLibrary, processes: WorkerProcesses? = nil,
        access: AccessControl? = nil, logger: Logger
    ) {
        self.queue = queue
        self.worker = worker
        self.library = library
        self.processes = processes
        self.access = access
        if processes != nil { modelProblem = nil }
        self.logger = logger
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            if processes == nil { await warmUp() }
            try? await gracefulShutdown()
            // HTTP goes on until then, so that callers see the end of what runs.
            await worker.untilEnded()
        } onGracefulShutdown: {
            self.drain()
        }
    }

    /// At once not ready, nothing accepted, nothing claimed.
    private nonisolated func drain() {
        isDraining.withLock { $0 = true }
        queue.stopAccepting()
        worker.stopClaiming()
        logger.notice(
            "shutting down: running jobs get their time", metadata: ["running": .stringConvertible(worker.busySlots)])
    }

    /// Whether the store answers, be it with an error, and the worker's loop has gone round within `limit`.
    func isAlive(within limit: Duration) async -> Bool {
        _ = try? await queue.counts()
        return worker.roundAge <= limit
    }

    func readiness() async -> Readiness {
        var reasons: [String] = []
        if isDraining.withLock({ $0 }) { reasons.append("The service is shutting down.") }
        access?.refresh()
        if let problem = access?.problem { reasons.append(problem) }
        if let problem = modelProblem ?? processes?.problem { reasons.append(problem) }
        if let problem = await queue.writeProblem() {
            reasons.append(problem.message)
        } else {
            do {
                _ = try await queue.counts()
            } catch {
                reasons.append(error.message)
            }
        }
        return Readiness(ready: reasons.isEmpty, reasons: reasons)
    }

    private func warmUp() async {
        do {
            let id = try library.resolve(nil)
            let start = ContinuousClock.now
            _ = try await library.classifier(id)
            modelProblem = nil
            logger.info(
                "model ready",
                metadata: [
                    "model": .string(id),
                    "ms": .stringConvertible(Int((ContinuousClock.now - start) / .milliseconds(1))),
                ])
        } catch {
            modelProblem = error.message
            logger.error("no usable model", metadata: ["error": .string(error.description)])
        }
    }
}
