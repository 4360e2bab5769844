import API
import Foundation
import Inference
import Jobs
import Logging
import Processes
import ServiceLifecycle

/// Warms the default model up, and knows whether the service can do its work.
actor ServiceHealth: Service {
    private let queue: JobQueue
    private let library: ModelLibrary
    /// nil: this process works on images itself.
    private let processes: WorkerProcesses?
    private let access: AccessControl?
    private let logger: Logger
    private var draining = false
    private var modelProblem: String? = "The model is still being loaded."

    init(
        queue: JobQueue, library: ModelLibrary, processes: WorkerProcesses? = nil, access: AccessControl? = nil,
        logger: Logger
    ) {
        self.queue = queue
        self.library = library
        self.processes = processes
        self.access = access
        if processes != nil { modelProblem = nil }
        self.logger = logger
    }

    func run() async throws {
        if processes == nil { await warmUp() }
        try? await gracefulShutdown()
        draining = true
    }

    func readiness() async -> Readiness {
        var reasons: [String] = []
        if draining { reasons.append("The service is shutting down.") }
        access?.refresh()
        if let problem = access?.problem { reasons.append(problem) }
        if let problem = modelProblem ?? processes?.problem { reasons.append(problem) }
        do {
            _ = try await queue.counts()
        } catch {
            reasons.append(error.message)
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
                    "ms": .string(String(format: "%.0f", (ContinuousClock.now - start) / .milliseconds(1))),
                ])
        } catch {
            modelProblem = error.message
            logger.error("no usable model", metadata: ["error": .string(error.description)])
        }
    }
}
