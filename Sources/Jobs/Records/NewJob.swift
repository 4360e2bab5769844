package import Foundation

/// What a submission hands to the queue. Payload and job are stored in one transaction.
package struct NewJob: Sendable {
    package var id: JobID
    /// Shown and searched; untrusted text.
    package var name: String
    /// What a worker must be able to do to take the job (a model's `name@version`); opaque to the queue.
    package var route: String
    package var client: String
    /// Kept with the job and given back with it; opaque to the queue. Small: under 4 KiB.
    package var metadata: Data
    /// The work itself; opaque to the queue.
    package var payload: Data
    package var maxAttempts: Int
    /// Default normal.
    package var priority: JobPriority
    /// The submitter's own name for this submission, at most 128 bytes: sent again by the same client, it is the same
    /// job. nil is a submission of its own.
    package var idempotencyKey: String?

    package init(
        id: JobID, name: String, route: String, client: String, metadata: Data, payload: Data, maxAttempts: Int = 3,
        priority: JobPriority = .normal, idempotencyKey: String? = nil
    ) {
        self.id = id
        self.name = name
        self.route = route
        self.client = client
        self.metadata = metadata
        self.payload = payload
        self.maxAttempts = maxAttempts
        self.priority = priority
        self.idempotencyKey = idempotencyKey
    }
}
