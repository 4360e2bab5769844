import API
import Foundation
import HTTPTypes
import Hummingbird
import Inference
import Jobs
package import Logging
import NIOCore
import Processes
package import ServiceLifecycle

/// The whole service: queue, workers, models and HTTP, as services for one `ServiceGroup`.
package struct Server: Sendable {
    /// In the order of a group, which shuts down from the end: the service manager is told, nothing is accepted or claimed
    /// any more, what runs gets its time, HTTP ends, then the store, and last the processes.
    package let services: [any Service]

    /// - Parameter onListening: called once connections are accepted, with the address that clients use:
    ///   `http://HOST:PORT` or `unix:PATH`.
    /// - Throws: `ServiceError`: the address is not allowed, the store cannot be opened, the model
    ///   asked for is not there.
    package static func make(
        _ configuration: ServerConfiguration, logger: Logger, onListening: @escaping @Sendable (String) -> Void
    ) throws(ServiceError) -> Server {
        let entrance = try Entrance(configuration, logger: logger)
        let registry = PrometheusRegistry()
        let storeHealth = StoreHealth(logger: logger)
        let address = configuration.queue ?? QueueAddress(file: configuration.databasePath)
        guard address.isShared || configuration.workerSlots > 0 else {
            throw ServiceError(
                .invalidRequest, "--workers is 0: nobody would work on the queue, which is not shared with others.")
        }
        let store = try store(at: address, health: storeHealth, metrics: registry, logger: logger)
        let queue = JobQueue(
            store: store,
            limits: QueueLimits(
                jobs: configuration.limits.maxQueuedJobs, bytes: configuration.limits.maxQueuedBytes,
                jobsPerClient: configuration.limits.maxQueuedJobsPerClient),
            leaseMilliseconds: configuration.leaseMilliseconds, health: storeHealth, metrics: registry,
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
        let processes = try workerProcesses(configuration.workerProcesses, library: library, logger: logger)
        var limits = configuration.limits
        limits.formats = ImageFormat.supported.map(\.rawValue)
        let imageLimits = ImageLimits()
        limits.maxImageFrames = limits.maxImageFrames ?? imageLimits.maxFrames
        limits.maxDecodingMs = limits.maxDecodingMs ?? imageLimits.maxMilliseconds
        let uploads = UploadMemory(
            capacity: configuration.uploadMemoryBytes ?? max(256 << 20, 2 * UploadMemory.least(for: limits)))
        limits.maxUploadMemoryBytes = uploads.capacity
        limits.imageURLHosts = configuration.fetching.hosts.map(\.description)
        let duty = WorkerDuty()
        let service = ClassificationService(
            queue: queue, library: library,
            // More slots than cores hide the waiting for the disk; they compute no faster.
            meter: ThroughputMeter(
                clock: queue.clock,
                slots: min(max(1, configuration.workerSlots), max(1, ProcessInfo.processInfo.activeProcessorCount))),
            cache: configuration.resultCacheEntries > 0 ? ResultCache(capacity: configuration.resultCacheEntries) : nil,
            limits: limits,
            fetcher: fetcher(configuration.fetching, maxBytes: limits.maxImageBytes, metrics: registry, logger: logger),
            uploads: uploads, logger: logger,
            // Of a shared queue others may take what this one leaves.
            hasWorkers: {
                (processes.map { $0.up > 0 } ?? true) && (address.isShared || duty.duty == .working)
            })
        let handler = ClassificationHandler(
            classifiers: classifiers(library, processes), imageLimits: service.imageLimits, meter: service.meter,
            cache: service.cache, logger: logger)
        let predictions = PredictionRoutes(
            service: service, handler: handler,
            seats: PredictionSeats(count: max(limits.maxImagesPerRequest, configuration.workerSlots * 16)))
        let name = workerName(isShared: address.isShared)
        let routes = routesTaken(from: address, library: library)
        let worker = Worker(
            queue: queue, name: name, slots: configuration.workerSlots,
            routes: routes, handler: handler, logger: logger,
            graceMilliseconds: Int64(configuration.graceSeconds) * 1000, duty: duty)
        let workers = { @Sendable in
            WorkerCounts(
                slots: configuration.workerSlots, busy: worker.busySlots,
                processes: processes.map { WorkerProcessCounts(configured: $0.count, up: $0.up, ended: $0.ends) })
        }
        let health = ServiceHealth(
            queue: queue, worker: worker, library: library, processes: processes, access: entrance.access,
            logger: logger)
        let metrics = ServiceMetrics(
            registry: registry, queue: queue, health: health, uploads: uploads,
            certificate: entrance.certificate, databasePath: configuration.databasePath,
            version: configuration.version, workers: workers)
        let janitor = Janitor(
            queue: queue,
            policy: RetentionPolicy(
                jobMilliseconds: limits.keepJobsMs, payloadMilliseconds: limits.keepImagesMs,
                jobs: configuration.maxFinishedJobs, payloadBytes: configuration.maxFinishedBytes), logger: logger)
        let reporter = WorkerReporter(
            queue: queue, worker: worker, name: name, version: configuration.version, isOfService: true, logger: logger,
            models: routes)
        let own = OwnWorker(
            name: name, version: configuration.version, duty: duty, slots: { worker.slotTallies },
            models: { (routes() ?? Set(library.list().filter { $0.error == nil }.map(\.id))).sorted() })
        let indexer = SearchIndexer(queue: queue, logger: logger)
        let demoTasks = configuration.demoTasks ? DemoTasks() : nil
        let hub = EventHub(service: service, logger: logger)
        let http = HTTPService(
            router: {
                router(
                    service: service, hub: hub, health: health, metrics: metrics, entrance: entrance,
                    predictions: predictions, demoTasks: demoTasks, version: configuration.version,
                    own: own,
                    previews: processes.map { .elsewhere($0) } ?? .here, workers: workers)
            },
            configuration: configuration, maxBodyBytes: limits.maxRequestBytes + 65_536,
            certificate: entrance.certificate,
            logger: logger,
            onListening: onListening)
        let queueService = QueueService(worker: worker, queue: queue, store: store, logger: logger)
        let notifier = configuration.notifySocket.map {
            SystemdNotifier(socket: $0, health: health, logger: logger)
        }
        return Server(
            services: (processes.map { [$0] } ?? []) + [
                QueueFollower(queue: queue), queueService, janitor, indexer, reporter, hub, http, health,
            ]
                + entrance.services
                + (notifier.map { [$0] } ?? []))
    }

    /// nil: no host is allowed.
    private static func fetcher(
        _ configuration: FetchConfiguration, maxBytes: Int, metrics: PrometheusRegistry, logger: Logger
    ) -> ImageFetcher? {
        guard !configuration.hosts.isEmpty else { return nil }
        if configuration.allowsPrivateAddresses {
            logger.warning(
                "PRIVATE ADDRESSES ARE FETCHED: whoever submits reaches every allowed host, also inside this network",
                metadata: ["hosts": .string(configuration.hosts.map(\.description).joined(separator: " "))])
        }
        return ImageFetcher(configuration, maxBytes: maxBytes, metrics: metrics, logger: logger)
    }

    static func router(
        service: ClassificationService, hub: EventHub, health: ServiceHealth, metrics: ServiceMetrics,
        entrance: Entrance, predictions: PredictionRoutes, demoTasks: DemoTasks?, version: String,
        own: OwnWorker,
        previews: PreviewMaker = .here,
        workers: @escaping @Sendable () -> WorkerCounts
    ) -> Router<ServiceRequestContext> {
        let router = Router(context: ServiceRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestIDMiddleware())
        router.add(middleware: MetricsMiddleware(factory: metrics.registry))
        router.add(middleware: ErrorMiddleware(retryAfterSeconds: service.retryAfterSeconds))
        router.add(middleware: AcceptMiddleware())
        entrance.addMiddleware(to: router, queue: service.queue)
        JobRoutes(service: service, previews: previews).add(to: router)
        predictions.add(to: router)
        BulkRoutes(service: service).add(to: router)
        EventRoutes(service: service, hub: hub, followers: metrics.followers).add(to: router)
        QueueRoutes(service: service).add(to: router)
        WorkerRoutes(queue: service.queue, own: own).add(to: router)
        ServiceRoutes(
            service: service, hub: hub, health: health, metrics: metrics, workers: workers, version: version
        ).add(to: router)
        DocumentRoutes().add(to: router)
        TutorialRoutes(service: service).add(to: router)
        TutorialJobRoutes(service: service).add(to: router)
        DemoTaskRoutes(service: service, tasks: demoTasks).add(to: router)
        return router
    }
}

/// The worker, and after it and HTTP the end of the store, also when everything is cancelled at once: what runs is given back
/// first.
struct QueueService: Service {
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
