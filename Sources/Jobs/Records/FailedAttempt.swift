/// An attempt that did not succeed, kept to be shown.
package struct FailedAttempt: Codable, Sendable, Equatable {
    /// From 1; counted anew after each retry.
    package var attempt: Int
    package var worker: String?
    package var startedAt: JobInstant?
    package var endedAt: JobInstant
    package var failure: JobFailure

    /// So many of a job are kept, the latest ones.
    package static let kept = 10

    package init(
        attempt: Int, worker: String? = nil, startedAt: JobInstant? = nil, endedAt: JobInstant, failure: JobFailure
    ) {
        self.attempt = attempt
        self.worker = worker
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.failure = failure
    }
}
