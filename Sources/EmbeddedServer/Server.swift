import API
import Foundation
import HTTPTypes
import Hummingbird
import Inference
import Jobs
package import Logging
import NIOCore
package import ServiceLifecycle

/// The whole service: queue, workers, models and HTTP, as services for one `ServiceGroup`.
package struct Server: Sendable {
    /// In the order of a group, which shuts down from the end: the service manager is told, nothing is accepted or claimed
    /// any more, what runs gets its time, HTTP ends, and last the store.
    package let services: [any Service]

    /// - Parameter onListening: called once connections are accepted, with the address that clients use:
    ///   `http://HOST:PORT` or `unix:PATH`.
    /// - Throws: `ServiceError`: the address is not allowed, the store cannot be opened, the model
    ///   asked for is not there.
    package static func make(
        _ configuration: ServerConfiguration, logger: Logger, onListening: @escaping @Sendable (String) -> Void
    ) throws(ServiceError) -> Server {
        guard configuration.listen.isLocal else {
            throw ServiceError(
                .invalidRequest,
                """
                The service has no access control yet, so it listens on loopback (127.0.0.1, ::1, localhost) or on a \
                unix: socket only, not on \(configuration.listen). Put an authenticating proxy in front of it.
                """)
        }
        let registry = PrometheusRegistry()
        let storeHealth = StoreHealth(logger: logger)
        let store: SQLiteJobStore
        do {
            store = try SQLiteJobStore(path: configuration.databasePath, health: storeHealth, metrics: registry)
        } catch {
            throw ServiceError(error)
        }
        let queue = JobQueue(
            store: store, maxQueued: configuration.limits.maxQueuedJobs, health: storeHealth, metrics: registry,
            onFinished: JobJournal(metrics: registry, logger: logger).finished)
        let library = ModelLibrary(
            folders: configuration.modelFolders, defaultModel: configuration.defaultModel,
            settings: EngineSettings(cacheFolder: configuration.engineCacheFolder))
        if configuration.defaultModel != nil {
            do {
                _ = try library.resolveImageModel(nil)
            } catch {
                throw ServiceError(error)
            }
        }
        var limits = configuration.limits
        limits.formats = ImageFormat.supported.map(\.rawValue)
        let imageLimits = ImageLimits()
        limits.maxImageFrames = limits.maxImageFrames ?? imageLimits.maxFrames
        limits.maxDecodingMs = limits.maxDecodingMs ?? imageLimits.maxMilliseconds
        let service = ClassificationService(
            queue: queue, library: library,
            meter: ThroughputMeter(clock: queue.clock, slots: configuration.workerSlots),
            cache: configuration.resultCacheEntries > 0 ? ResultCache(capacity: configuration.resultCacheEntries) : nil,
            limits: limits, logger: logger)
        let worker = Worker(
            queue: queue, name: "embedded", slots: configuration.workerSlots, routes: nil,
            handler: ClassificationHandler(
                library: library, imageLimits: service.imageLimits, meter: service.meter, cache: service.cache,
                logger: logger),
            logger: logger, graceMilliseconds: Int64(configuration.graceSeconds) * 1000)
        let workers = { @Sendable in WorkerCounts(slots: configuration.workerSlots, busy: worker.busySlots) }
        let health = ServiceHealth(queue: queue, worker: worker, library: library, logger: logger)
        let metrics = ServiceMetrics(
            registry: registry, queue: queue, health: health, databasePath: configuration.databasePath,
            version: configuration.version, workers: workers)
        let http = HTTPService(
            router: {
                router(
                    service: service, health: health, metrics: metrics, version: configuration.version, workers: workers
                )
            },
            configuration: configuration, maxBodyBytes: limits.maxImageBytes + 65_536, logger: logger,
            onListening: onListening)
        let notifier = configuration.notifySocket.map {
            SystemdNotifier(socket: $0, health: health, logger: logger)
        }
        return Server(
            services: [
                QueueService(worker: worker, queue: queue, store: store, logger: logger), http, health,
            ] + (notifier.map { [$0] } ?? []))
    }

    static func router(
        service: ClassificationService, health: ServiceHealth, metrics: ServiceMetrics, version: String,
        workers: @escaping @Sendable () -> WorkerCounts
    ) -> Router<ServiceRequestContext> {
        let router = Router(context: ServiceRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestIDMiddleware())
        router.add(middleware: MetricsMiddleware(factory: metrics.registry))
        router.add(middleware: ErrorMiddleware(retryAfterSeconds: service.retryAfterSeconds))
        JobRoutes(service: service).add(to: router)
        BulkRoutes(service: service).add(to: router)
        EventRoutes(service: service, followers: metrics.followers).add(to: router)
        ServiceRoutes(service: service, health: health, metrics: metrics, workers: workers, version: version)
            .add(to: router)
        TutorialRoutes(service: service).add(to: router)
        return router
    }
}

/// The worker, and after it and HTTP the end of the store, also when everything is cancelled at once: what runs is given back
/// first.
private struct QueueService: Service {
    let worker: Worker
    let queue: JobQueue
    let store: any JobStore
    let logger: Logger

    func run() async throws {
        try await worker.run()
        // A drain ends the worker before its turn has come: callers still look at their jobs.
        try? await gracefulShutdown()
        queue.close()
        do {
            try await store.close()
        } catch {
            logger.error("the store did not close cleanly", metadata: ["error": .string(error.description)])
        }
    }
}
