import HTTPTypes

/// Which methods each path takes, for the 405, and who may use them; tests hold it against the router.
enum RouteTable {
    struct Route: Sendable {
        let method: HTTPRequest.Method
        /// `{…}` stands for one path component.
        let path: String
        let access: RouteAccess

        init(_ method: HTTPRequest.Method, _ path: String, _ access: RouteAccess) {
            self.method = method
            self.path = path
            self.access = access
        }

        /// Whether its errors have the tutorial's shape.
        var isTutorials: Bool { RouteTable.tutorialPaths.contains(path) }
    }

    static let routes: [Route] = [
        Route(.post, "/v1/jobs", .submitter),
        Route(.get, "/v1/jobs", .viewer),
        Route(.get, "/v1/jobs/{id}", .viewer),
        Route(.get, "/v1/jobs/{id}/image", .viewer),
        Route(.post, "/v1/jobs/{id}/cancel", .ownJob),
        Route(.post, "/v1/jobs/{id}/retry", .ownJob),
        Route(.delete, "/v1/jobs/{id}", .ownJob),
        Route(.post, "/v1/jobs/cancel", .ownJobs),
        Route(.post, "/v1/jobs/retry", .ownJobs),
        Route(.delete, "/v1/jobs", .ownJobs),
        Route(.post, "/v1/predictions", .submitter),
        Route(.get, "/v1/events", .viewer),
        Route(.get, "/v1/limits", .viewer),
        Route(.get, "/v1/models", .viewer),
        Route(.get, "/v1/models/{name}", .viewer),
        Route(.get, "/v1/stats", .viewer),
        Route(.get, "/v1/workers", .viewer),
        Route(.post, "/v1/workers/{name}/quiet", .operator),
        Route(.post, "/v1/workers/{name}/resume", .operator),
        Route(.post, "/v1/workers/{name}/drain", .operator),
        Route(.post, "/v1/queue/pause", .operator),
        Route(.post, "/v1/queue/resume", .operator),
        Route(.get, "/openapi.json", .open),
        Route(.get, "/livez", .open),
        Route(.get, "/readyz", .open),
        Route(.get, "/metrics", .viewer),
        Route(.get, "/", .open),
        Route(.post, "/predict", .submitter),
        Route(.get, "/results/{id}", .viewer),
        Route(.get, "/api/model/info", .viewer),
        Route(.post, "/jobs", .submitter),
        Route(.get, "/jobs/{id}", .viewer),
        Route(.post, "/start-task", .submitter),
        Route(.get, "/task-status/{id}", .viewer),
    ]

    private static let tutorialPaths: Set<String> = [
        "/predict", "/results/{id}", "/api/model/info", "/jobs", "/jobs/{id}", "/start-task", "/task-status/{id}",
    ]

    /// The entry of a route, by the path as the router has it.
    static func route(_ method: HTTPRequest.Method, _ path: String) -> Route? {
        // The router makes a HEAD of each GET.
        routes.first { $0.path == path && $0.method == (method == .head ? .get : method) }
    }

    static func methods(at path: String) -> [HTTPRequest.Method] {
        // As in the router, a path of its own goes before one with a parameter in the same place.
        let own = routes.filter { $0.path == path }
        return (own.isEmpty ? routes.filter { matches(pattern: $0.path, path: path) } : own).map(\.method)
    }

    private static func matches(pattern: String, path: String) -> Bool {
        let patternParts = pattern.split(separator: "/")
        let parts = path.split(separator: "/")
        return patternParts.count == parts.count
            && zip(patternParts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
