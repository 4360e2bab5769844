package import Foundation

/// Where jobs live. Every method is one atomic, durable transition or one consistent read; when it returns, the change
/// survives a `kill -9` (the memory store excepted). One conformance suite holds every store to this.
///
/// All methods throw `JobError`. `now` comes from the caller, so that one clock decides over leases.
package protocol JobStore: Sendable {
    /// What survives a crash, in one short phrase for a person: "on disk (fsync each commit)".
    var durability: String { get }

    /// Stores jobs and payloads in one transaction, all or none, in this order.
    ///
    /// A job whose client has used its idempotency key before is not stored again: the job that was is returned in its
    /// place, as it is now.
    /// - Throws: `idempotencyMismatch` where that job has another payload (once it was dropped, another size); `queueFull`, `clientOverShare` when more would wait than `limits` allow; `conflict` for an id that is taken.
    func submit(_ jobs: [NewJob], limits: QueueLimits, now: JobInstant) async throws(JobError) -> [JobRecord]

    /// The same, and where the jobs stand: a store that knows it at little cost spares its caller a second step.
    /// - Parameter offers: of slots that wait for work. A store that can do it at little cost claims for each in the same
    ///   transaction, after it has taken note of the places, and gives it the job: that saves the slot a transaction of its
    ///   own. Those that it leaves the caller declines.
    func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) async throws(JobError) -> AcceptedJobs

    /// Takes the waiting job whose turn it is (see `FairTurn`) among those of the request's routes, for the time of its
    /// lease: `attempt` grows by one, step, fraction, failure are cleared, `startedAt` is `now`. Nil when none waits that
    /// may begin (see `JobRecord.notBefore`), or the queue is paused.
    func claim(_ request: ClaimRequest, now: JobInstant) async throws(JobError) -> ClaimedJob?

    /// Moves the lease's end to `now + leaseMilliseconds`. Not a change of the job: no new revision.
    /// - Returns: the record, for `cancelRequested`.
    /// - Throws: `leaseLost`, `notFound`.
    func renew(_ id: JobID, token: Int64, leaseMilliseconds: Int64, now: JobInstant) async throws(JobError) -> JobRecord

    /// Notes the step at work. Throws as `renew`.
    func progress(
        _ id: JobID, token: Int64, step: String, fraction: Double, now: JobInstant
    ) async throws(JobError) -> JobRecord

    /// Ends an attempt. Success and failure are final; a retryable failure with attempts left goes back to `queued`
    /// with its `failure` kept for show, and is not claimed before its `RetryDelay` is over; `cancelled` is final; `released`
    /// gives the job back without counting the attempt. A job that goes back keeps its place in the queue. Where
    /// `cancelRequested` is set, every outcome ends as `cancelled`.
    /// - Parameter request: claims the next job in the same transaction, which a worker that goes on saves the one of its
    ///   own. nil: none. Where the end is refused nothing is claimed.
    /// - Throws: as `renew`.
    func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest?, now: JobInstant
    ) async throws(JobError) -> FinishedAttempt

    /// Puts every running job whose lease ended before `now` back to `queued`, or, without attempts left, to `failed`
    /// with `LEASE_EXPIRED`; or to `cancelled` when that was asked for.
    /// - Parameter tokens: of leases whose holders are known to live: a clock that jumps or a store that could not be
    ///   written for a while ends none of these.
    func reapExpired(now: JobInstant, sparing tokens: Set<Int64>) async throws(JobError) -> [JobRecord]

    /// Treats as expired, whatever their leases say, the jobs that a process now dead left running. Only for a store that
    /// one process at a time can open: it knows that every lease older than its opening is an orphan's. Safe at any time,
    /// any number of times; a store that cannot know (memory, shared) changes nothing.
    /// - Returns: the jobs that changed, as from `reapExpired`.
    func recoverAfterRestart(now: JobInstant) async throws(JobError) -> [JobRecord]

    /// Queued: `cancelled` at once. Running: `cancelRequested` is set. Again on a job with that wish: no change.
    /// - Throws: `conflict` when finished, `notFound`.
    func cancel(_ id: JobID, now: JobInstant) async throws(JobError) -> JobRecord

    /// Puts a failed or cancelled job back to `queued` with its attempts starting anew, behind its client's others.
    /// - Throws: `conflict` in any other state, `expired` without its payload, `queueFull`, `clientOverShare`, `notFound`.
    func retry(_ id: JobID, limits: QueueLimits, now: JobInstant) async throws(JobError) -> JobRecord

    /// Forgets a finished job with its payload; its id stays known as `expired`, of the last 100,000 such.
    /// - Throws: `conflict` for one that is not finished, `notFound`, `expired`.
    func remove(_ id: JobID, now: JobInstant) async throws(JobError)

    /// One step of an action on all jobs that match: the newest `limit` of them below the id `before` (nil: all), in one
    /// transaction. Those whose state does not allow the action are left alone.
    /// - Throws: `queueFull` for retries that would exceed the queue's limit: the step changes nothing.
    func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, limits: QueueLimits, now: JobInstant
    ) async throws(JobError) -> BulkStep

    /// One step of what the policy asks for: at most `limit` jobs are forgotten, and of as many others the payload dropped.
    func retain(_ policy: RetentionPolicy, limit: Int, now: JobInstant) async throws(JobError) -> RetentionStep

    /// One step of what makes words fast to find: at most `limit` finished jobs are entered into the store's index of
    /// words. A store without one has nothing to do.
    /// - Returns: how many were entered; fewer than `limit` when none is left.
    func indexWords(limit: Int) async throws(JobError) -> Int

    /// - Throws: `notFound`; `expired` for one that was forgotten.
    func job(_ id: JobID) async throws(JobError) -> JobRecord
    /// - Throws: `notFound`; `expired` for a job that was forgotten, or whose payload was dropped.
    func payload(_ id: JobID) async throws(JobError) -> Data
    /// - Throws: `invalidCursor`.
    func list(_ query: JobQuery) async throws(JobError) -> JobPage
    /// How many jobs wait before this one, plus one, for each of `ids` that is queued; those that wait for the time of
    /// their next attempt are in nobody's way.
    func queuePositions(of ids: [JobID]) async throws(JobError) -> [JobID: Int]
    /// The client of the job that comes right before, for each of `ids` that is queued and not the first.
    func clientsAhead(of ids: [JobID]) async throws(JobError) -> [JobID: String]
    /// Both of these, and whether the queue is paused, in one consistent read.
    func waitingPlaces(of ids: [JobID]) async throws(JobError) -> WaitingPlaces
    /// What happened after `sequence`, by growing sequence, at most `limit`: the latest record of each job that changed,
    /// and the ids of those that were forgotten.
    func changes(after sequence: Int64, limit: Int) async throws(JobError) -> [JobChange]
    /// Stops or starts claiming, for every worker of the store; lasts until it is changed again.
    func setPaused(_ isPaused: Bool) async throws(JobError)
    /// The sequence of the latest change; 0 in an empty store.
    func lastSequence() async throws(JobError) -> Int64
    func counts() async throws(JobError) -> JobCounts
    /// Proves that the store takes writes, by one; after a lack of space also that there is room again.
    /// - Throws: `storeUnavailable`.
    func probe() async throws(JobError)
    /// Ends all use of the store; checkpoints what needs it.
    func close() async throws(JobError)
}

extension JobStore {
    package func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) async throws(JobError) -> AcceptedJobs {
        AcceptedJobs(jobs: try await submit(jobs, limits: limits, now: now), places: nil)
    }

    package func recoverAfterRestart(now: JobInstant) async throws(JobError) -> [JobRecord] { [] }

    package func waitingPlaces(of ids: [JobID]) async throws(JobError) -> WaitingPlaces {
        WaitingPlaces(
            positions: try await queuePositions(of: ids), clientsAhead: try await clientsAhead(of: ids),
            isPaused: try await counts().isPaused)
    }

    package func indexWords(limit: Int) async throws(JobError) -> Int { 0 }

    package func probe() async throws(JobError) {}

    package func reapExpired(now: JobInstant) async throws(JobError) -> [JobRecord] {
        try await reapExpired(now: now, sparing: [])
    }
}

/// How an attempt ended.
package enum JobOutcome: Sendable {
    /// `summary` is a short text to search in.
    case succeeded(result: Data, summary: String)
    case failed(JobFailure)
    case cancelled
    case released
}
