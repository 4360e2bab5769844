package import Foundation

/// A job as stored, without its payload.
package struct JobRecord: Sendable, Equatable, Identifiable {
    package var id: JobID
    package var state: JobState
    /// Grows by one with each change of this job; 1 when accepted.
    package var revision: Int
    /// Grows with each change of any job of the store; the place of the latest change in the event order.
    package var sequence: Int64
    package var name: String
    package var route: String
    package var client: String
    package var metadata: Data
    package var payloadBytes: Int
    /// False once the payload was dropped: the job can't be tried again.
    package var hasPayload: Bool
    /// Starts of work so far: 0 before the first claim.
    package var attempt: Int
    package var maxAttempts: Int
    package var priority: JobPriority
    /// Name of the step at work; opaque to the queue.
    package var step: String?
    /// 0...1
    package var fraction: Double
    /// A running job was asked to stop before its next step.
    package var cancelRequested: Bool
    package var createdAt: JobInstant
    /// When it last went to the back of the queue: at acceptance, and again at a retry.
    package var queuedAt: JobInstant
    /// Set while it waits for its next attempt: it is not claimed before that time; see `RetryDelay`. nil, or a time that is
    /// over: its turn decides.
    package var notBefore: JobInstant?
    /// Last claim.
    package var startedAt: JobInstant?
    package var finishedAt: JobInstant?
    /// Set while running.
    package var lease: JobLease?
    /// Set once succeeded; opaque to the queue.
    package var result: Data?
    /// A short text of the result to search in (the top-1 label); nil until succeeded.
    package var summary: String?
    /// Set once failed.
    package var failure: JobFailure?
    /// The attempts that failed, oldest first, also those before a retry.
    package var attempts: [FailedAttempt]

    package init(
        id: JobID, state: JobState, revision: Int, sequence: Int64, name: String, route: String, client: String,
        metadata: Data, payloadBytes: Int, hasPayload: Bool = true, attempt: Int, maxAttempts: Int,
        priority: JobPriority = .normal,
        step: String? = nil, fraction: Double = 0,
        cancelRequested: Bool = false, createdAt: JobInstant, queuedAt: JobInstant? = nil,
        notBefore: JobInstant? = nil, startedAt: JobInstant? = nil,
        finishedAt: JobInstant? = nil, lease: JobLease? = nil, result: Data? = nil, summary: String? = nil,
        failure: JobFailure? = nil, attempts: [FailedAttempt] = []
    ) {
        self.id = id
        self.state = state
        self.revision = revision
        self.sequence = sequence
        self.name = name
        self.route = route
        self.client = client
        self.metadata = metadata
        self.payloadBytes = payloadBytes
        self.hasPayload = hasPayload
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        self.priority = priority
        self.step = step
        self.fraction = fraction
        self.cancelRequested = cancelRequested
        self.createdAt = createdAt
        self.queuedAt = queuedAt ?? createdAt
        self.notBefore = notBefore
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.lease = lease
        self.result = result
        self.summary = summary
        self.failure = failure
        self.attempts = attempts
    }
}

/// The right to work on a job until `expiresAt`.
package struct JobLease: Sendable, Equatable {
    /// Fencing token: grows with every claim of the store; a transition with an older one is refused.
    package var token: Int64
    package var worker: String
    package var expiresAt: JobInstant

    package init(token: Int64, worker: String, expiresAt: JobInstant) {
        self.token = token
        self.worker = worker
        self.expiresAt = expiresAt
    }
}
