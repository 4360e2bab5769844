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
            + (isTutorials || isOpen ? [] : Self.accessErrors)
    }

    private static let accessErrors: [ErrorCode] = [.unauthenticated, .forbidden, .accessUnavailable]

    private var route: RouteTable.Route? { RouteTable.route(method, path) }
    private var isTutorials: Bool { route?.isTutorials ?? false }
    private var isOpen: Bool { route.map { $0.access.role == nil } ?? true }

    /// Those of the tutorial's endpoints have its shape.
    private var accessAnswers: [Answer] {
        guard isTutorials, !isOpen else { return [] }
        return Answer.tutorialErrors([
            401: "Where the service has tokens: without a valid one.",
            403: "The token's role does not allow it, or the service is read-only.",
            503: "The service's tokens cannot be read.",
        ])
    }

    var value: DocumentValue {
        var all: [Answer] = answers
        let own = Set(answers.map(\.status))
        all += Answer.errors(allErrors).filter { !own.contains($0.status) }
        let taken = Set(all.map(\.status))
        all += accessAnswers.filter { !taken.contains($0.status) }
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
