import API
import Foundation
import HTTPTypes
import Hummingbird

/// The tutorial's demonstration task, section 3.3.2: `POST /start-task`, `GET /task-status/{task_id}`.
struct DemoTaskRoutes {
    let service: ClassificationService
    /// nil: the service was started without them.
    let tasks: DemoTasks?

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/start-task") { request, context in
            try await errors(context).answering { try await start(request) }
        }
        router.get("/task-status/{id}") { _, context in
            try await errors(context).answering { try status(of: try context.parameters.require("id")) }
        }
    }

    /// A task's end is five seconds away at most.
    private func errors(_ context: ServiceRequestContext) -> TutorialErrors {
        TutorialErrors(context: context, retryAfterSeconds: { 5 })
    }

    private func demo() throws(ServiceError) -> DemoTasks {
        guard let tasks else {
            throw ServiceError(.notFound, "This service has no demonstration tasks; start it with --demo-tasks.")
        }
        return tasks
    }

    private func start(_ request: Request) async throws -> Response {
        let tasks = try demo()
        guard HeaderParameters(request.headers[.contentType] ?? "").isJSON else {
            return try TutorialErrors.answer(
                "The body must be JSON, with Content-Type: application/json", status: .unsupportedMediaType)
        }
        let id = try await service.uploads.withShare(of: request) { share in
            let body = try await UploadReader(limits: service.limits, share: share).json(
                request, maxBytes: DemoInput.maxBytes, advice: "Send a smaller input.")
            return try tasks.start(try DemoInput.read(body))
        }
        return try .json(
            TutorialStarted(message: "Task started", taskID: id, statusURL: request.absoluteURL("/task-status/\(id)")),
            status: .accepted)
    }

    private func status(of id: String) throws -> Response {
        switch try demo().state(of: id) {
        case .unknown: try .json(DemoTaskAnswer.waiting(id))
        case .running: try .json(DemoTaskAnswer.running(id))
        case .done(let input): .jsonText(DemoTaskAnswer.done(id, input: input))
        }
    }
}
