import API
import HTTPTypes
import Hummingbird
import Logging

/// Errors in the tutorial's shape: a sentence under `error`.
struct TutorialErrors {
    let context: ServiceRequestContext
    let retryAfterSeconds: @Sendable () async -> Int

    /// The answer of `body`, or what it threw as an answer.
    func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as FeatureRefusal {
            return try Self.answer(refusal.message, status: .init(code: refusal.status))
        } catch {
            let error = ServiceError(any: error)
            context.notes.errorCode = error.code.rawValue
            var headers = HTTPFields()
            if error.endsConnection {
                context.closeConnectionSoon()
                headers[.connection] = "close"
            }
            if error.code == .internalError {
                context.logger.error("request failed", metadata: ["error": .string(error.description)])
            }
            if [429, 503].contains(error.code.httpStatus) { headers[.retryAfter] = String(await retryAfterSeconds()) }
            return try Self.answer(error.message, status: .init(code: error.code.httpStatus), headers: headers)
        }
    }

    static func answer(
        _ message: String, status: HTTPResponse.Status, headers: HTTPFields = [:]
    ) throws -> Response {
        try .json(["error": message], status: status, headers: headers)
    }
}
