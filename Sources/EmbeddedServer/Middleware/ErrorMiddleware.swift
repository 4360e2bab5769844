import API
import HTTPTypes
import Hummingbird
import Logging

/// Turns every error into the one shape of the API.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    let retryAfterSeconds: @Sendable () async -> Int

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            return try await answer(Self.translate(error, request: request), request: request, context: context)
        } catch {
            return try await answer(ServiceError(any: error), request: request, context: context)
        }
    }

    /// What a 401 says how to come back with (RFC 6750).
    static let challenge = #"Bearer realm="top5""#

    private func answer(_ error: ServiceError, request: Request, context: Context) async throws -> Response {
        let status = error.code.httpStatus
        context.notes.errorCode = error.code.rawValue
        // A refusal is not a failure; what the store fails with is said once, by its health.
        if !error.code.isExpected {
            context.logger.error("request failed", metadata: ["error": .string(error.description)])
        }
        var headers = HTTPFields()
        if status == 503 || status == 429 { headers[.retryAfter] = String(await retryAfterSeconds()) }
        if error.code == .methodNotAllowed {
            headers[.allow] = RouteTable.methods(at: request.uri.path).map(\.rawValue).joined(separator: ", ")
        }
        if error.code == .unauthenticated { headers[.wwwAuthenticate] = Self.challenge }
        if error.endsConnection {
            headers[.connection] = "close"
            context.closeConnectionSoon()
        }
        let detail = ErrorDetail(
            code: error.code.rawValue, message: error.message, requestID: context.requestID, details: error.details)
        return try .json(ErrorBody(error: detail), status: .init(code: status), headers: headers)
    }

    /// The router's own errors: no route, or no route for this method.
    private static func translate(_ error: HTTPError, request: Request) -> ServiceError {
        switch error.status {
        case .notFound:
            let allowed = RouteTable.methods(at: request.uri.path)
            guard !allowed.isEmpty else {
                return ServiceError(.notFound, "There is nothing at '\(request.uri.path)'.")
            }
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            return ServiceError(
                .methodNotAllowed, "'\(request.uri.path)' takes \(names), not \(request.method.rawValue).")
        case .contentTooLarge:
            return ServiceError(.bodyTooLarge, error.body ?? "The body is too large.")
        default:
            return ServiceError(.invalidRequest, error.body ?? "The request cannot be understood.")
        }
    }
}
