import API
import HTTPTypes
import Hummingbird
import Inference
import Jobs
import Logging
import Testing

@testable import EmbeddedServer

@Suite struct RouteTableTests {
    @Test func theTableIsTheRoutersOwn() throws {
        let queue = JobQueue(store: MemoryJobStore())
        let library = ModelLibrary(folders: [])
        let service = ClassificationService(
            queue: queue, library: library, meter: ThroughputMeter(clock: queue.clock, slots: 1), cache: nil,
            limits: Limits(), logger: Logger(label: "test"))
        let handler = ClassificationHandler(
            classifiers: { try await library.classifier($0) }, imageLimits: service.imageLimits, meter: service.meter,
            cache: nil, logger: service.logger)
        let worker = Worker(
            queue: queue, name: "test", slots: 1, routes: nil, handler: handler, logger: service.logger)
        let health = ServiceHealth(queue: queue, worker: worker, library: library, logger: service.logger)
        let router = Server.router(
            service: service, hub: EventHub(service: service, logger: Logger(label: "test")), health: health,
            metrics: ServiceMetrics(
                registry: PrometheusRegistry(), queue: queue, health: health, databasePath: "", version: "0",
                workers: { WorkerCounts() }),
            entrance: Entrance(),
            predictions: PredictionRoutes(service: service, handler: handler, seats: PredictionSeats(count: 1)),
            demoTasks: nil, version: "0",
            own: OwnWorker(name: "test", version: "0", duty: WorkerDuty(), slots: { [] }, models: { [] }),
            workers: { WorkerCounts() })
        let built = router.routes.map { "\($0.method) \($0.path)" }
        let listed = RouteTable.routes.map { "\($0.method) \($0.path)" }
        #expect(built.sorted() == listed.sorted())
    }

    @Test func methodsOfAPath() {
        #expect(RouteTable.methods(at: "/v1/jobs") == [.post, .get, .delete])
        #expect(RouteTable.methods(at: "/v1/jobs/01J/cancel") == [.post])
        #expect(RouteTable.methods(at: "/v1/jobs/cancel") == [.post])
        #expect(RouteTable.methods(at: "/") == [.get])
        #expect(RouteTable.methods(at: "/v1/nothing").isEmpty)
    }
}
