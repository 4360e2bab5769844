import API
import Foundation
import Hummingbird
import Inference
import Jobs

/// What a service says of itself: limits, models, stats, health.
struct ServiceRoutes {
    let service: ClassificationService
    let hub: EventHub
    let health: ServiceHealth
    let metrics: ServiceMetrics
    let workers: @Sendable () -> WorkerCounts
    let version: String

    func add(to router: Router<ServiceRequestContext>) {
        router.get("/v1/limits") { _, _ -> Response in try .json(service.limits) }
        router.get("/v1/models") { _, _ -> Response in try .json(ModelListing.make(service.library)) }
        router.get("/v1/models/{name}") { _, context -> Response in
            let name = try context.parameters.require("name")
            let models = ModelListing.make(service.library).models
            // A name alone is its default where that is of this name, else the first listed, as in a submission.
            let named = models.filter { $0.id == name || $0.name == name }
            guard let model = named.first(where: \.isDefault) ?? named.first else {
                throw ServiceError(
                    .notFound,
                    "There is no model '\(name.prefix(64))'; there are \(models.map(\.id).joined(separator: ", ")).")
            }
            return try .json(model)
        }
        router.get("/v1/stats") { _, _ -> Response in try .json(try await stats()) }
        router.get("/metrics") { _, _ -> Response in
            .text(await metrics.scrape(), type: PrometheusRegistry.contentType)
        }
        router.get("/livez") { _, _ -> Response in try .json(["status": "alive"]) }
        router.get("/readyz") { _, _ -> Response in
            let readiness = await health.readiness()
            return try .json(readiness, status: readiness.ready ? .ok : .serviceUnavailable)
        }
    }

    private func stats() async throws -> ServiceStats {
        let counts = try await service.queue.counts()
        let now = service.queue.clock.now()
        return ServiceStats(
            depth: Dictionary(uniqueKeysWithValues: counts.byState.map { ($0.key.rawValue, $0.value) }),
            oldestQueuedMs: counts.oldestQueued.map { Double(max(0, now.milliseconds - $0.milliseconds)) },
            imagesPerSecond: await service.meter.imagesPerSecond,
            latencyMs: await service.meter.latencies,
            workers: workers(), isPaused: counts.isPaused, followers: hub.followers,
            resultCache: service.cache?.counts,
            durability: service.queue.durability,
            uptimeSeconds: await service.meter.uptimeSeconds,
            version: version)
    }
}
