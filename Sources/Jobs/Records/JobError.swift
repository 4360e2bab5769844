/// What the queue refuses or cannot do.
package struct JobError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// No job has this id.
        case notFound = "NOT_FOUND"
        /// The job was forgotten: on request, or because it was kept long enough.
        case expired = "EXPIRED"
        /// The job's state does not allow the transition.
        case conflict = "CONFLICT"
        /// The fencing token is not the job's current one, or the lease has been given to another worker.
        case leaseLost = "LEASE_LOST"
        /// The service is shutting down and takes no more jobs.
        case draining = "DRAINING"
        /// As many jobs wait as the queue takes.
        case queueFull = "QUEUE_FULL"
        /// As many jobs of this client wait as one client may have.
        case clientOverShare = "CLIENT_OVER_SHARE"
        /// The same key from the same client, with another payload.
        case idempotencyMismatch = "IDEMPOTENCY_MISMATCH"
        case invalidCursor = "INVALID_CURSOR"
        case invalidFilter = "INVALID_FILTER"
        /// The store cannot be read or written: locked, full, read-only, corrupt, made by a newer version.
        case storeUnavailable = "STORE_UNAVAILABLE"
        /// Another process works on the store.
        case storeInUse = "STORE_IN_USE"
    }

    package var code: Code
    /// What happened, with the value, and what to do.
    package var message: String
    /// The library's own words; for the log, never for a client.
    package var cause: String?
    /// Set where the code is `storeUnavailable` and the store knows.
    package var fault: StoreFault?

    package init(_ code: Code, _ message: String, cause: String? = nil, fault: StoreFault? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
        self.fault = fault
    }

    package var description: String { "\(code.rawValue): \(message)" + (cause.map { " (\($0))" } ?? "") }
}
