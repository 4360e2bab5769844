package import API
package import Foundation

/// Everything that the dashboard and the commands ask of a service, local or remote.
///
/// A member throws `ClientError.cancelled` when its task is cancelled or the client was shut down.
package protocol ServiceClient: Sendable {
    /// Streams one image to the queue.
    /// - Throws: `ClientError`: `file` when it cannot be read or changed meanwhile; `refused` with the service's code;
    ///   `badAnswer`, `unreachable`, `cancelled`.
    func submit(_ upload: ImageUpload) async throws(ClientError) -> Job
    /// - Throws: `ClientError`: `refused` with `INVALID_FILTER` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func jobs(_ query: JobListQuery) async throws(ClientError) -> JobList
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func job(_ id: String) async throws(ClientError) -> Job
    /// The submitted bytes, at most `Limits.maxImageBytes`.
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND` or another code; `badAnswer`, also for an image that is longer
    ///   than is read; `unreachable`, `cancelled`.
    func image(of id: String) async throws(ClientError) -> Data
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `CONFLICT` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func cancel(_ id: String) async throws(ClientError) -> Job
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `CONFLICT` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func retry(_ id: String) async throws(ClientError) -> Job
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func limits() async throws(ClientError) -> Limits
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func models() async throws(ClientError) -> ModelList
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func stats() async throws(ClientError) -> ServiceStats

    /// Follows `GET /v1/events` for ever: reconnects with back-off and resumes where it was. The stream ends only when
    /// the caller's task is cancelled or drops it. Slow consumers slow the connection, nothing is dropped.
    /// - Parameter sequence: resume after it; nil starts with changes from now on.
    func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent>
}

/// An image to submit.
package struct ImageUpload: Sendable {
    package enum Source: Sendable {
        /// Read while it is sent.
        case file(path: String)
        case bytes(Data)
    }

    package var source: Source
    /// What the job is listed under; untrusted text, never a path.
    package var name: String
    /// `name` or `name@version`; nil is the service's default.
    package var model: String?
    /// nil is the service's default, 5.
    package var topK: Int?
    /// Under the same key a submission can be repeated and is still one job. 1 to 128 printable ASCII characters.
    package var idempotencyKey: String

    /// - Parameter idempotencyKey: default: a new one.
    package init(
        source: Source, name: String, model: String? = nil, topK: Int? = nil,
        idempotencyKey: String = UUID().uuidString
    ) {
        self.source = source
        self.name = name
        self.model = model
        self.topK = topK
        self.idempotencyKey = idempotencyKey
    }
}

/// What a follower of the events gets to see, the connection's own state included.
package enum FollowerEvent: Sendable, Equatable {
    case connecting
    /// The stream is open and everything up to now has been delivered.
    case live
    case job(sequence: Int64, Job)
    /// The stream ended or could not be opened; the next try is after `retryInSeconds`.
    case disconnected(ClientError, retryInSeconds: Double)
}
