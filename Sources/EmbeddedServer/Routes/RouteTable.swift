import HTTPTypes

/// Which methods each path takes, for the 405; a test holds it against the router.
enum RouteTable {
    /// `{…}` stands for one path component.
    static let routes: [(method: HTTPRequest.Method, path: String)] = [
        (.post, "/v1/jobs"), (.get, "/v1/jobs"), (.get, "/v1/jobs/{id}"), (.get, "/v1/jobs/{id}/image"),
        (.post, "/v1/jobs/{id}/cancel"), (.post, "/v1/jobs/{id}/retry"), (.delete, "/v1/jobs/{id}"),
        (.post, "/v1/jobs/cancel"), (.post, "/v1/jobs/retry"), (.delete, "/v1/jobs"), (.get, "/v1/events"),
        (.get, "/v1/limits"),
        (.get, "/v1/models"), (.get, "/v1/models/{name}"), (.get, "/v1/stats"), (.get, "/livez"), (.get, "/readyz"),
        (.get, "/metrics"),
        (.get, "/"),
        (.post, "/predict"), (.get, "/results/{id}"), (.get, "/api/model/info"),
    ]

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
