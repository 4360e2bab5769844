import Foundation
import Jobs
import Synchronization

/// A store that fails while a test says so.
final class FaultyStore: JobStore {
    private let base: any JobStore
    private let state = Mutex((isBroken: false, claims: 0))

    init(_ base: any JobStore) {
        self.base = base
    }

    var durability: String { base.durability }
    /// Tries to claim so far.
    var claims: Int { state.withLock { $0.claims } }

    func setBroken(_ isBroken: Bool) { state.withLock { $0.isBroken = isBroken } }

    private func check() throws(JobError) {
        guard !state.withLock({ $0.isBroken }) else { throw JobError(.storeUnavailable, "The disk is gone.") }
    }

    func submit(_ jobs: [NewJob], limits: QueueLimits, now: JobInstant) async throws(JobError) -> [JobRecord] {
        try check()
        return try await base.submit(jobs, limits: limits, now: now)
    }

    func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) async throws(JobError) -> AcceptedJobs {
        try check()
        return try await base.accept(jobs, limits: limits, thenClaim: offers, now: now)
    }

    func claim(_ request: ClaimRequest, now: JobInstant) async throws(JobError) -> ClaimedJob? {
        state.withLock { $0.claims += 1 }
        try check()
        return try await base.claim(request, now: now)
    }

    func renew(_ id: JobID, token: Int64, leaseMilliseconds: Int64, now: JobInstant) async throws(JobError) -> JobRecord
    {
        try check()
        return try await base.renew(id, token: token, leaseMilliseconds: leaseMilliseconds, now: now)
    }

    func progress(
        _ id: JobID, token: Int64, step: String, fraction: Double, now: JobInstant
    ) async throws(JobError) -> JobRecord {
        try check()
        return try await base.progress(id, token: token, step: step, fraction: fraction, now: now)
    }

    func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest?, now: JobInstant
    ) async throws(JobError) -> FinishedAttempt {
        try check()
        return try await base.finish(id, token: token, outcome: outcome, thenClaim: request, now: now)
    }

    func reapExpired(now: JobInstant, sparing tokens: Set<Int64>) async throws(JobError) -> [JobRecord] {
        try check()
        return try await base.reapExpired(now: now, sparing: tokens)
    }

    func probe() async throws(JobError) {
        try check()
        try await base.probe()
    }

    func recoverAfterRestart(now: JobInstant) async throws(JobError) -> [JobRecord] {
        try check()
        return try await base.recoverAfterRestart(now: now)
    }

    func remove(_ id: JobID, now: JobInstant) async throws(JobError) {
        try check()
        try await base.remove(id, now: now)
    }

    func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, limits: QueueLimits, now: JobInstant
    ) async throws(JobError) -> BulkStep {
        try check()
        return try await base.apply(
            action, to: filter, before: before, limit: limit, limits: limits, now: now)
    }

    func retain(_ policy: RetentionPolicy, limit: Int, now: JobInstant) async throws(JobError) -> RetentionStep {
        try check()
        return try await base.retain(policy, limit: limit, now: now)
    }

    func cancel(_ id: JobID, now: JobInstant) async throws(JobError) -> JobRecord {
        try await base.cancel(id, now: now)
    }

    func retry(_ id: JobID, limits: QueueLimits, now: JobInstant) async throws(JobError) -> JobRecord {
        try await base.retry(id, limits: limits, now: now)
    }

    func job(_ id: JobID) async throws(JobError) -> JobRecord { try await base.job(id) }
    func payload(_ id: JobID) async throws(JobError) -> Data { try await base.payload(id) }
    func list(_ query: JobQuery) async throws(JobError) -> JobPage { try await base.list(query) }
    func lastSequence() async throws(JobError) -> Int64 { try await base.lastSequence() }
    func counts() async throws(JobError) -> JobCounts { try await base.counts() }
    func setPaused(_ isPaused: Bool) async throws(JobError) { try await base.setPaused(isPaused) }
    func close() async throws(JobError) { try await base.close() }

    func queuePositions(of ids: [JobID]) async throws(JobError) -> [JobID: Int] {
        try await base.queuePositions(of: ids)
    }

    func indexWords(limit: Int) async throws(JobError) -> Int { try await base.indexWords(limit: limit) }

    func clientsAhead(of ids: [JobID]) async throws(JobError) -> [JobID: String] {
        try await base.clientsAhead(of: ids)
    }

    func changes(after sequence: Int64, limit: Int) async throws(JobError) -> [JobChange] {
        try await base.changes(after: sequence, limit: limit)
    }
}
