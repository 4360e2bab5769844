import Jobs

extension JobStore {
    /// Claims, and lets go of the payload.
    func claim(
        worker: String, routes: Set<String>?, leaseMilliseconds: Int64, now: JobInstant
    ) async throws(JobError) -> JobRecord? {
        let request = ClaimRequest(worker: worker, routes: routes, leaseMilliseconds: leaseMilliseconds)
        return try await claim(request, now: now)?.job
    }

    /// Ends an attempt without claiming another.
    @discardableResult
    func finish(_ id: JobID, token: Int64, outcome: JobOutcome, now: JobInstant) async throws(JobError) -> JobRecord {
        try await finish(id, token: token, outcome: outcome, thenClaim: nil, now: now).job
    }
}
