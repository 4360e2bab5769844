/// Why an attempt did not succeed. A bad job is this value; a broken store is a thrown `JobError`.
package struct JobFailure: Error, Sendable, Equatable, Codable {
    /// Stable, upper case.
    package var code: String
    package var message: String
    /// The step at work when it happened.
    package var step: String?
    /// Whether another attempt may succeed.
    package var retryable: Bool

    package init(code: String, message: String, step: String? = nil, retryable: Bool = false) {
        self.code = code
        self.message = message
        self.step = step
        self.retryable = retryable
    }

    /// A worker died or stalled in the last attempt that the job had.
    package static let leaseExpiredCode = "LEASE_EXPIRED"

    static func leaseExpiredMessage(_ attempt: String, of maxAttempts: String) -> String {
        "The worker died or stalled in attempt \(attempt) of \(maxAttempts)."
    }
}
