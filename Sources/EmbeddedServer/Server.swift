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
    /// In the order of a group: on a shutdown HTTP ends first, then the worker and with it the store.
    package let services: [any Service]

    /// - Parameter onListening: called once connections are accepted, with the address that clients use:
    ///   `http://HOST:PORT` or `unix:PATH`.
    /// - Throws: `ServiceError`: the address is not allowed, the store cannot be opened, the model
    ///   asked for is not there.
    package static func make(
        _ configuration: ServerConfiguration, logger: Logger, onListening: @escaping @Sendable (String) -> Void
    ) throws(ServiceError) -> Server {
        let entrance = try Entrance(configuration, logger: logger)
        let store: SQLiteJobStore
        do {
            store = try SQLiteJobStore(path: configuration.databasePath)
        } catch {
            throw ServiceError(error)
        }
        let queue = JobQueue(store: store, maxQueued: configuration.limits.maxQueuedJobs)
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
            limits: limits)
        let worker = Worker(
            queue: queue, name: "embedded", slots: configuration.workerSlots, routes: nil,
            handler: ClassificationHandler(
                library: library, imageLimits: service.imageLimits, meter: service.meter, cache: service.cache,
                logger: logger),
            logger: logger, graceMilliseconds: Int64(configuration.graceSeconds) * 1000)
        let health = ServiceHealth(queue: queue, library: library, access: entrance.access, logger: logger)
        let http = HTTPService(
            router: {
                router(
                    service: service, health: health, entrance: entrance, version: configuration.version,
                    workers: { WorkerCounts(slots: configuration.workerSlots, busy: worker.busySlots) })
            },
            configuration: configuration, maxBodyBytes: limits.maxImageBytes + 65_536, tls: entrance.tls,
            logger: logger,
            onListening: onListening)
        return Server(
            services: [
                QueueService(worker: worker, queue: queue, store: store, logger: logger), http, health,
            ] + entrance.services)
    }

    static func router(
        service: ClassificationService, health: ServiceHealth, entrance: Entrance, version: String,
        workers: @escaping @Sendable () -> WorkerCounts
    ) -> Router<ServiceRequestContext> {
        let router = Router(context: ServiceRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestIDMiddleware())
        router.add(middleware: ErrorMiddleware(retryAfterSeconds: service.retryAfterSeconds))
        entrance.addMiddleware(to: router, queue: service.queue)
        JobRoutes(service: service).add(to: router)
        BulkRoutes(service: service).add(to: router)
        EventRoutes(service: service).add(to: router)
        ServiceRoutes(service: service, health: health, workers: workers, version: version).add(to: router)
        TutorialRoutes(service: service).add(to: router)
        return router
    }
}

/// The worker, and after it the end of the store, also when everything is cancelled at once: what runs is given back first.
private struct QueueService: Service {
    let worker: Worker
    let queue: JobQueue
    let store: any JobStore
    let logger: Logger

    func run() async throws {
        try await worker.run()
        queue.close()
        do {
            try await store.close()
        } catch {
            logger.error("the store did not close cleanly", metadata: ["error": .string(error.description)])
        }
    }
}
