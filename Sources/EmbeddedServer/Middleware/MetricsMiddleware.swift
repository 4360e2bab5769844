import HTTPTypes
import Hummingbird
import Metrics

/// Counts and times requests by their route's pattern: paths themselves are of any number.
struct MetricsMiddleware: RouterMiddleware {
    typealias Context = ServiceRequestContext

    let factory: any MetricsFactory

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    /// Where jobs and predictions are asked for.
    private static let submissions: Set<String> = ["/v1/jobs", "/v1/predictions", "/predict", "/jobs", "/start-task"]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let method = Self.methods.contains(request.method.rawValue) ? request.method.rawValue : "other"
        let route = context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "none"
        Counter(
            label: "top5_http_requests_total",
            dimensions: [("route", route), ("method", method), ("status", String(response.status.code))],
            factory: factory
        ).increment()
        Timer(
            label: "top5_http_request_seconds", dimensions: [("route", route), ("method", method)], factory: factory
        ).recordSeconds((ContinuousClock.now - start) / .seconds(1))
        if request.method == .post, response.status.code >= 400, Self.submissions.contains(route) {
            Counter(
                label: "top5_submissions_rejected_total",
                dimensions: [("code", context.notes.errorCode ?? "HTTP_\(response.status.code)")], factory: factory
            ).increment()
        }
        return response
    }
}
