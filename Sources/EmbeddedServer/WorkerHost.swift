import API
import Foundation
import Inference
import Jobs
package import Logging
import Processes
package import ServiceLifecycle

/// A worker of a shared queue without a service in front of it, as services for one `ServiceGroup`.
package struct WorkerHost: Sendable {
    /// In the order of a group, which shuts down from the end.
    package let services: [any Service]
    /// Ends when the worker was told to drain and has: the group shall then shut down.
    package let drain: any Service
    /// Of its leases, without the slot.
    package let name: String
    /// What it takes jobs of at the start.
    package let models: [String]

    /// - Throws: `ServiceError`: the queue is not shared or cannot be reached, or there is no usable model.
    package static func make(_ configuration: WorkerConfiguration, logger: Logger) throws(ServiceError) -> WorkerHost {
        guard configuration.queue.isShared else {
            throw ServiceError(
                .invalidRequest,
                "A worker of its own needs a shared queue (redis://…): a queue in a file has the workers of its service."
            )
        }
        let library = ModelLibrary(
            folders: configuration.modelFolders, defaultModel: nil,
            settings: EngineSettings(cacheFolder: configuration.engineCacheFolder))
        let routes = Server.routesTaken(
            from: configuration.queue, library: library, chosen: configuration.models)
        let models = (routes() ?? []).sorted()
        guard !models.isEmpty else {
            let wanted = configuration.models.isEmpty ? "" : " of \(configuration.models.joined(separator: ", "))"
            throw ServiceError(.noModel, "There is no usable model\(wanted). `top5 models` says what is here.")
        }
        let registry = PrometheusRegistry()
        let health = StoreHealth(logger: logger)
        let store = try Server.store(at: configuration.queue, health: health, metrics: registry, logger: logger)
        let queue = JobQueue(
            store: store, leaseMilliseconds: configuration.leaseMilliseconds, health: health, metrics: registry,
            onFinished: JobJournal(metrics: registry, logger: logger).finished)
        let processes = try Server.workerProcesses(configuration.workerProcesses, library: library, logger: logger)
        let limits = configuration.limits
        var images = ImageLimits(
            maxBytes: limits.maxImageBytes, maxPixels: limits.maxImagePixels, maxSide: limits.maxImageSide)
        if let frames = limits.maxImageFrames { images.maxFrames = frames }
        if let milliseconds = limits.maxDecodingMs { images.maxMilliseconds = milliseconds }
        let handler = ClassificationHandler(
            classifiers: Server.classifiers(library, processes), imageLimits: images,
            meter: ThroughputMeter(clock: queue.clock, slots: configuration.slots), cache: nil, logger: logger)
        let name = Server.workerName(isShared: true)
        let worker = Worker(
            queue: queue, name: name, slots: configuration.slots, routes: routes, handler: handler, logger: logger,
            graceMilliseconds: Int64(configuration.graceSeconds) * 1000)
        let services: [any Service] = [
            QueueFollower(queue: queue), QueueService(worker: worker, queue: queue, store: store, logger: logger),
            WorkerReporter(
                queue: queue, worker: worker, name: name, version: configuration.version, isOfService: false,
                logger: logger, models: routes),
        ]
        return WorkerHost(
            services: (processes.map { [$0] } ?? []) + services, drain: WorkerDrain(worker: worker), name: name,
            models: models)
    }
}
