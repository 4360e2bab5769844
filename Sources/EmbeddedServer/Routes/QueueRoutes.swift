import API
import Hummingbird
import Jobs

/// The switch that stops claiming for the queue as a whole.
struct QueueRoutes {
    let service: ClassificationService

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/v1/queue/pause") { _, _ -> Response in try await turn(isPaused: true) }
        router.post("/v1/queue/resume") { _, _ -> Response in try await turn(isPaused: false) }
    }

    private func turn(isPaused: Bool) async throws -> Response {
        try await service.queue.setPaused(isPaused)
        return try .json(QueueSwitch(isPaused: isPaused))
    }
}
