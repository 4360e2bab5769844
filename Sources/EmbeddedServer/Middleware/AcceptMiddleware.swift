import API
import HTTPTypes
import Hummingbird

/// 406 to who asks version 1 for something in a form that it does not have (RFC 9110, section 12.5.1).
///
/// Only where asking changes nothing: an image that was accepted is not refused afterwards.
struct AcceptMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    static func applies(_ method: HTTPRequest.Method, _ path: String) -> Bool {
        (method == .get || method == .head) && path.hasPrefix("/v1/")
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        let wanted = request.headers[values: .accept]
        guard Self.applies(request.method, request.uri.path), response.status == .ok,
            let type = response.headers[.contentType], !Self.takes(type, wanted)
        else { return response }
        throw ServiceError(
            .notAcceptable,
            "This is \(type), and Accept asks for '\(wanted.joined(separator: ", ").prefix(100))' only; ask for it, or for */*."
        )
    }

    /// Whether the fields of an `Accept` take a media type: what names it most closely decides. No field takes everything.
    static func takes(_ type: String, _ fields: [String]) -> Bool {
        var weights: [String: Double] = [:]
        for range in fields.joined(separator: ",").split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let name = parts.first, name.contains("/") else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            weights[name] = max(weights[name] ?? 0, weight)
        }
        let own = HeaderParameters(type).value
        let family = own.prefix { $0 != "/" } + "/*"
        return weights.isEmpty || (weights[own] ?? weights[String(family)] ?? weights["*/*"] ?? 0) > 0
    }
}
