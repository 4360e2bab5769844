import Foundation
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
        context.requestID = Self.sane(request.headers[.requestID]) ?? UUID().uuidString.lowercased()
        context.logger[metadataKey: "request_id"] = .string(context.requestID)
        let start = ContinuousClock.now
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        // What HEAD is told of a body is its length.
        if request.method == .head { response = Response(status: response.status, headers: response.headers) }
        context.logger.debug(
            "request answered",
            metadata: [
                "method": .string(request.method.rawValue), "path": .string(request.uri.path),
                "status": .stringConvertible(response.status.code),
                "ms": .string(String(format: "%.1f", (ContinuousClock.now - start) / .milliseconds(1))),
            ])
        return response
    }

    /// The id, if it is 1 to 128 printable ASCII characters without spaces; else nil: it could forge a log line.
    static func sane(_ id: String?) -> String? {
        guard let id, (1...128).contains(id.utf8.count), id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return id
    }
}
