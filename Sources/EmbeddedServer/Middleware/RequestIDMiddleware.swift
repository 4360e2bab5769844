import HTTPTypes
import Hummingbird
import Logging

/// Gives every request its id, answers with it, and logs the outcome under it.
struct RequestIDMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = Self.sane(request.headers[.requestID]) ?? RequestID.make()
        // The library's own number would be a second id.
        context.logger[metadataKey: "hb.request.id"] = nil
        context.logger[metadataKey: "request_id"] = .string(context.requestID)
        let start = ContinuousClock.now
        let answered = context
        var response = try await RequestID.$current.withValue(context.requestID) { try await next(request, answered) }
        response.headers[.requestID] = context.requestID
        // What HEAD is told of a body is its length.
        if request.method == .head { response = Response(status: response.status, headers: response.headers) }
        log(request, response, context, (ContinuousClock.now - start) / .milliseconds(1))
        return response
    }

    /// Refusals at `info`: an operator wants to see what clients are told. What went well, and health checks, at `debug`.
    private func log(_ request: Request, _ response: Response, _ context: Context, _ milliseconds: Double) {
        let isRefusal = response.status.code >= 400 && request.uri.path != "/readyz"
        context.logger.log(
            level: isRefusal ? .info : .debug, "request answered",
            metadata: Self.line(request, response, context, milliseconds))
    }

    /// Only made where the log takes it.
    private static func line(
        _ request: Request, _ response: Response, _ context: Context, _ milliseconds: Double
    ) -> Logger.Metadata {
        var line: Logger.Metadata = [
            "method": .string(request.method.rawValue), "path": .string(request.uri.path),
            "status": .stringConvertible(response.status.code),
            "ms": .stringConvertible((milliseconds * 10).rounded() / 10),
        ]
        if let code = context.notes.errorCode { line["code"] = .string(code) }
        return line
    }

    /// The id, if it is 1 to 128 printable ASCII characters without spaces; else nil: it could forge a log line.
    static func sane(_ id: String?) -> String? {
        guard let id, (1...128).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return id
    }
}
