import API
import HTTPTypes
import Hummingbird
import Jobs
import Logging

/// Lets a request through to its route, or says why not. `RouteTable` says who may use which route.
struct AccessMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    /// nil: no token is asked for.
    let access: AccessControl?
    let isReadOnly: Bool
    /// Whether the connections are encrypted.
    let isSecure: Bool
    let queue: JobQueue

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let route = context.endpointPath.flatMap { RouteTable.route(request.method, $0) }
        var head = request.head
        if isSecure { head.scheme = "https" }
        var context = context
        do throws(ServiceError) {
            context.caller = try await admit(request, to: route, context: context)
        } catch {
            return try refuse(error, request, route: route, context: context)
        }
        if let caller = context.caller {
            context.logger[metadataKey: "caller"] = .string(caller.name)
            // Who submits is known by the token, whatever a caller says of itself; and nobody needs the token any more.
            head.headerFields[.client] = caller.name
            head.headerFields[.authorization] = nil
        }
        let response = try await next(Request(head: head, body: request.body), context)
        if let access, let caller = context.caller,
            response.headers[.contentType]?.hasPrefix("text/event-stream") == true
        {
            access.follow(caller, on: context.channel)
        }
        return response
    }

    private func admit(
        _ request: Request, to route: RouteTable.Route?, context: Context
    ) async throws(ServiceError) -> Caller? {
        if case .open = route?.access { return nil }
        let caller = try access?.caller(authorization: request.headers[.authorization])
        if let caller { try await check(caller, route: route, context: context) }
        if isReadOnly, request.method != .get, request.method != .head {
            throw ServiceError(
                .forbidden,
                "This service is read-only (it was started with --read-only): it shows, but takes and changes nothing.")
        }
        return caller
    }

    private func check(
        _ caller: Caller, route: RouteTable.Route?, context: Context
    ) async throws(ServiceError) {
        // What is not there is nobody's; a route without an entry in the table would be an operator's.
        let needed = route.map(\.access.role) ?? (context.endpointPath == nil ? .viewer : .operator)
        guard caller.role >= needed ?? .viewer else {
            throw ServiceError(
                .forbidden,
                "The token of '\(caller.name)' is \(caller.role.withArticle)'s; this needs "
                    + "\((needed ?? .viewer).withArticle)'s.")
        }
        guard case .ownJob = route?.access, let owner = caller.limitedTo, let id = context.parameters.get("id"),
            // A job that is not there is for the route to answer.
            let job = try? await queue.job(JobID(rawValue: id)), job.client != owner
        else { return }
        throw ServiceError(
            .forbidden, "Job \(id) is of '\(job.client)'; a submitter acts on its own jobs only, an operator on all.")
    }

    private func refuse(
        _ error: ServiceError, _ request: Request, route: RouteTable.Route?, context: Context
    ) throws -> Response {
        var error = error
        // A body that nobody will read is not worth waiting for.
        error.endsConnection =
            request.headers[.transferEncoding] != nil
            || request.headers[.contentLength].map { $0 != "0" } ?? false
        guard route?.isTutorials == true else { throw error }
        var headers = HTTPFields()
        if error.code == .unauthenticated { headers[.wwwAuthenticate] = ErrorMiddleware.challenge }
        if error.endsConnection {
            headers[.connection] = "close"
            context.closeConnectionSoon()
        }
        return try .json(["error": error.message], status: .init(code: error.code.httpStatus), headers: headers)
    }
}
