package import Foundation

/// What a worker asks for when it is free.
package struct ClaimRequest: Sendable, Equatable {
    /// Owner of the lease.
    package var worker: String
    /// nil takes any job.
    package var routes: Set<String>?
    package var leaseMilliseconds: Int64

    package init(worker: String, routes: Set<String>?, leaseMilliseconds: Int64) {
        self.worker = worker
        self.routes = routes
        self.leaseMilliseconds = leaseMilliseconds
    }
}

/// A job under a new lease.
package struct ClaimedJob: Sendable {
    /// Up to this size, in bytes, the payload comes with the claim.
    package static let inlineBytes = 1 << 20

    package var job: JobRecord
    /// nil: too large to read within the claim's transaction, where others wait; `JobStore.payload` has it.
    package var payload: Data?

    package init(job: JobRecord, payload: Data?) {
        self.job = job
        self.payload = payload
    }
}

/// An attempt that has ended, and what its worker goes on with.
package struct FinishedAttempt: Sendable {
    package var job: JobRecord
    package var next: ClaimedJob?

    package init(job: JobRecord, next: ClaimedJob?) {
        self.job = job
        self.next = next
    }
}
