package import API
package import Foundation

/// What can be done to all jobs that a filter matches.
package enum BulkAction: Sendable, Equatable, CaseIterable {
    case cancel, retry, forget
}

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
    /// A small picture of the submitted image.
    /// - Parameter fit: pixels of the longer side, 16...1024.
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `EXPIRED` or another code; `badAnswer`, `unreachable`,
    ///   `cancelled`.
    func preview(of id: String, fit: Int) async throws(ClientError) -> Data
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `CONFLICT` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func cancel(_ id: String) async throws(ClientError) -> Job
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `CONFLICT` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func retry(_ id: String) async throws(ClientError) -> Job
    /// Forgets a finished job, its image and its result.
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `EXPIRED`, `CONFLICT` or another code; `badAnswer`,
    ///   `unreachable`, `cancelled`.
    func forget(_ id: String) async throws(ClientError)
    /// The same to every job that a filter matches; those whose state does not allow it are left alone.
    /// - Throws: `ClientError`: `refused` with `INVALID_FILTER`, also for an empty filter, or another code; `badAnswer`,
    ///   `unreachable`, `cancelled`.
    func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult
    /// Stops or starts claiming, for every worker.
    /// - Throws: `ClientError`: `refused` with `FORBIDDEN` or another code; `badAnswer`, `unreachable`, `cancelled`.
    func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func limits() async throws(ClientError) -> Limits
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func models() async throws(ClientError) -> ModelList
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func stats() async throws(ClientError) -> ServiceStats
    /// Who works on what. A service that does not tell refuses, which is what is done without an implementation.
    /// - Throws: `ClientError`: `refused` with the service's code; `badAnswer`, `unreachable`, `cancelled`.
    func workers() async throws(ClientError) -> WorkerList
    /// Tells a member of the workers what to do. A service that can't refuses, which is what is done without an
    /// implementation.
    /// - Throws: `ClientError`: `refused` with `NOT_FOUND`, `CONFLICT`, `FORBIDDEN` or another code; `badAnswer`,
    ///   `unreachable`, `cancelled`.
    func tell(worker name: String, _ order: WorkerOrder) async throws(ClientError) -> WorkerMember

    /// Follows `GET /v1/events` for ever: reconnects with back-off and resumes where it was. The stream ends only when
    /// the caller's task is cancelled or drops it. Slow consumers slow the connection, nothing is dropped.
    /// - Parameter sequence: resume after it; nil starts with changes from now on.
    func follow(after sequence: Int64?) -> AsyncStream<FollowerEvent>
}

extension ServiceClient {
    /// For services without previews: the whole image.
    package func preview(of id: String, fit: Int) async throws(ClientError) -> Data { try await image(of: id) }

    package func workers() async throws(ClientError) -> WorkerList {
        throw ClientError(
            .refused(status: 404, code: ErrorCode.notFound.rawValue), "This service does not tell about its workers.")
    }

    package func tell(worker name: String, _ order: WorkerOrder) async throws(ClientError) -> WorkerMember {
        throw ClientError(
            .refused(status: 404, code: ErrorCode.notFound.rawValue), "This service's workers can't be told what to do."
        )
    }
}
