import API
import Foundation
import Hummingbird
import Jobs

/// The same to every job that a filter matches: `POST /v1/jobs/cancel`, `POST /v1/jobs/retry`, `DELETE /v1/jobs`.
struct BulkRoutes {
    let service: ClassificationService

    func add(to router: Router<ServiceRequestContext>) {
        router.post("/v1/jobs/cancel") { try await apply(.cancel, $0, $1) }
        router.post("/v1/jobs/retry") { try await apply(.retry, $0, $1) }
        router.delete("/v1/jobs") { try await apply(.forget, $0, $1) }
    }

    private func apply(
        _ action: BulkAction, _ request: Request, _ context: ServiceRequestContext
    ) async throws -> Response {
        let query = request.uri.queryParameters
        try ListParameters.check(query)
        var filter = try JobFilter(parsing: try ListParameters.filter(query))
        guard !filter.clauses.isEmpty else {
            throw ServiceError(
                .invalidFilter,
                "This acts on every job that a filter matches, and there is no filter: add one, such as ?state=failed.")
        }
        if let owner = context.caller?.limitedTo { filter.clauses.append(.init(term: .client(owner))) }
        let done = try await service.queue.apply(action, to: filter)
        return try .json(BulkResult(matched: done.matched, changed: done.changed))
    }
}
