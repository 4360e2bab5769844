/// The paths of the HTTP API, so that server and client cannot disagree on one.
package enum Routes {
    package static let jobs = "/v1/jobs"
    package static let events = "/v1/events"
    package static let limits = "/v1/limits"
    package static let models = "/v1/models"
    package static let stats = "/v1/stats"
    package static let workers = "/v1/workers"

    /// - Parameter name: percent-encoded.
    package static func worker(_ name: String, _ order: WorkerOrder) -> String {
        "\(workers)/\(name)/\(order.rawValue)"
    }

    package static let cancelJobs = "/v1/jobs/cancel"
    package static let retryJobs = "/v1/jobs/retry"
    package static let pauseQueue = "/v1/queue/pause"
    package static let resumeQueue = "/v1/queue/resume"

    package static func job(_ id: String) -> String { "\(jobs)/\(id)" }
    package static func image(_ id: String) -> String { "\(jobs)/\(id)/image" }
    package static func cancel(_ id: String) -> String { "\(jobs)/\(id)/cancel" }
    package static func retry(_ id: String) -> String { "\(jobs)/\(id)/retry" }
}

/// Header names of our own, lower case as HTTP/2 writes them.
package enum HeaderName {
    package static let requestID = "x-request-id"
    /// The name that a raw upload is listed under, percent-encoded UTF-8.
    package static let imageName = "x-image-name"
    /// Who submits, for fair turns and for the `CLIENT` column. At most 64 bytes.
    package static let client = "x-client"
    /// The same key from the same client is the same submission, however often it is sent. 1 to 128 printable ASCII bytes.
    package static let idempotencyKey = "idempotency-key"
    package static let lastEventID = "last-event-id"
}
