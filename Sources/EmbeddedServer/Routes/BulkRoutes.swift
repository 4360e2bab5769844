import API
import Foundation
import Hummingbird
import Jobs

/// The same to every job that a filter matches: `POST /v1/jobs/cancel`, `POST /v1/jobs/retry`, `DELETE /v1/jobs`.
struct BulkRoutes {
    let service: ClassificationService

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/v1/jobs/cancel") { request, _ in try await apply(.cancel, request) }
        router.post("/v1/jobs/retry") { request, _ in try await apply(.retry, request) }
        router.delete("/v1/jobs") { request, _ in try await apply(.forget, request) }
    }

    private func apply(_ action: BulkAction, _ request: Request) async throws -> Response {
        let query = request.uri.queryParameters
        try ListParameters.check(query)
        let filter = try JobFilter(parsing: try ListParameters.filter(query))
        guard !filter.clauses.isEmpty else {
            throw ServiceError(
                .invalidFilter,
                "This acts on every job that a filter matches, and there is no filter: add one, such as ?state=failed.")
        }
        let done = try await service.queue.apply(action, to: filter)
        return try .json(BulkResult(matched: done.matched, changed: done.changed))
    }
}
