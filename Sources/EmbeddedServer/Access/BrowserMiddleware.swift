import API
import Glibc
import HTTPTypes
import Hummingbird

/// Keeps web pages away from a service that asks for no token: whoever has a page open lets it send requests from this
/// machine.
///
/// A page of another origin cannot read answers (there is no CORS), but could change things: its `Origin` gives it away. A
/// page whose own name was made to point here (DNS rebinding) has the right origin, but a name in `Host` that is not ours.
struct BrowserMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let host = request.head.authority ?? ""
        guard Self.isLocalName(host) || Self.isHealthCheck(context) else {
            throw refusal(
                "Without tokens this service answers to localhost, addresses and names without a dot only, not to "
                    + "'\(host.prefix(100))'. Make tokens (top5 token create), or let the proxy in front send Host: localhost."
            )
        }
        if request.method != .get, request.method != .head, let origin = request.headers[.origin],
            origin.split(separator: "/").last.map(String.init) != host
        {
            throw refusal(
                "A web page of '\(origin.prefix(100))' may not change anything here. Make tokens (top5 token create) to "
                    + "allow it to those who have one.")
        }
        return try await next(request, context)
    }

    private func refusal(_ message: String) -> ServiceError {
        var error = ServiceError(.forbidden, message)
        error.endsConnection = true
        return error
    }

    private static func isHealthCheck(_ context: Context) -> Bool {
        context.endpointPath == "/livez" || context.endpointPath == "/readyz"
    }

    /// Whether no name server outside can make a name like this one point here: none, an address, `localhost`, one word.
    static func isLocalName(_ authority: String) -> Bool {
        if authority.hasPrefix("[") { return true }
        let name = authority.prefix { $0 != ":" }.lowercased()
        var address = in_addr()
        return !name.contains(".") || name.hasSuffix(".localhost") || inet_pton(AF_INET, name, &address) == 1
    }
}
