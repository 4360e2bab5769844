import HTTPTypes

/// Which methods each path takes, for the 405; a test holds it against the router.
enum RouteTable {
    /// `{…}` stands for one path component.
    static let routes: [(method: HTTPRequest.Method, path: String)] = [
        (.post, "/v1/jobs"), (.get, "/v1/jobs"), (.get, "/v1/jobs/{id}"), (.get, "/v1/jobs/{id}/image"),
        (.post, "/v1/jobs/{id}/cancel"), (.post, "/v1/jobs/{id}/retry"), (.get, "/v1/events"), (.get, "/v1/limits"),
        (.get, "/v1/models"), (.get, "/v1/stats"), (.get, "/livez"), (.get, "/readyz"), (.get, "/"),
        (.post, "/predict"), (.get, "/results/{id}"), (.get, "/api/model/info"),
    ]

    static func methods(at path: String) -> [HTTPRequest.Method] {
        routes.filter { matches(pattern: $0.path, path: path) }.map(\.method)
    }

    private static func matches(pattern: String, path: String) -> Bool {
        let patternParts = pattern.split(separator: "/")
        let parts = path.split(separator: "/")
        return patternParts.count == parts.count
            && zip(patternParts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
