import API
import HTTPTypes

/// A method of a path: what it takes and what it answers.
struct Operation: Sendable {
    enum Tag: String, Sendable, CaseIterable {
        case jobs, events, queue, service, tutorial
    }

    var method: HTTPRequest.Method
    /// As in `RouteTable`.
    var path: String
    var id: String
    var tag: Tag
    var summary: String
    var parameters: [Parameter] = []
    /// By media type; nil without a body.
    var body: [String: Schema]?
    var answers: [Answer]
    /// In the API's own shape, besides what goes without saying.
    var errors: [ErrorCode] = []

    var allErrors: [ErrorCode] {
        errors + [.internalError] + (AcceptMiddleware.applies(method, path) ? [.notAcceptable] : [])
    }

    var value: DocumentValue {
        var all: [Answer] = answers
        let own = Set(answers.map(\.status))
        all += Answer.errors(allErrors).filter { !own.contains($0.status) }
        var members: [String: DocumentValue] = [
            "operationId": .string(id), "tags": .strings([tag.rawValue]), "summary": .string(summary),
            "responses": .object(
                Dictionary(all.map { (String($0.status), $0.value) }, uniquingKeysWith: { first, _ in first })),
        ]
        if !parameters.isEmpty { members["parameters"] = .list(parameters.map(\.value)) }
        if let body {
            members["requestBody"] = .object([
                "required": true, "content": .object(body.mapValues { .object(["schema": $0.value]) }),
            ])
        }
        return .object(members)
    }
}
