package import Foundation
package import Metrics
import Synchronization

/// What the service and its workers use of a store: it adds the time and the limits, and wakes those who follow.
///
/// Submissions that wait at the same time share one transaction where a commit is dear: see `GroupCommit`.
package final class JobQueue: Sendable {
    package let clock: any JobClock
    package let limits: QueueLimits
    /// How long a claim holds without a heartbeat.
    package let leaseMilliseconds: Int64
    package let health: StoreHealth

    let metrics: QueueMetrics
    private let onFinished: @Sendable (JobRecord) -> Void
    private let isDraining = Mutex(false)
    let store: any JobStore
    private let ids: JobIDGenerator
    /// For those who follow changes.
    let changed = WakeUps()
    /// For those who claim.
    let waiting = WakeUps()
    /// Of this process's slots that wait for work.
    let claimOffers = ClaimOffers()
    private let recent = RecentChanges()
    /// For workers, which may have been told something.
    let duties = WakeUps()
    let finishing = FinishWaiters()
    let cancelWishes = CancelWishes()

    /// - Parameters:
    ///   - health: of the store; the same one that the store was given.
    ///   - onFinished: called with each job that has ended, once that is stored.
    package init(
        store: any JobStore, clock: any JobClock = SystemClock(), limits: QueueLimits = QueueLimits(),
        leaseMilliseconds: Int64 = 30_000, health: StoreHealth = StoreHealth(),
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        onFinished: @escaping @Sendable (JobRecord) -> Void = { _ in }
    ) {
        self.health = health
        self.metrics = QueueMetrics(metrics)
        self.onFinished = onFinished
        self.store = store
        self.clock = clock
        self.limits = limits
        self.leaseMilliseconds = leaseMilliseconds
        ids = JobIDGenerator(clock: clock)
    }

    package var durability: String { store.durability }

    package func newID() -> JobID { ids.next() }

    /// - Throws: `queueFull`, `clientOverShare`, `conflict` for an id that is taken, `storeUnavailable`, `draining`.
    package func submit(_ job: NewJob) async throws(JobError) -> JobRecord {
        let accepted = try await submit([job])
        guard let first = accepted.first else {
            throw JobError(.storeUnavailable, "The store took job \(job.id) and did not give it back.")
        }
        return first
    }

    /// All or none. Throws as `submit(_:)`.
    package func submit(_ jobs: [NewJob]) async throws(JobError) -> [JobRecord] { try await accept(jobs).jobs }

    /// All or none, and where they stand. Throws as `submit(_:)`.
    package func accept(_ jobs: [NewJob]) async throws(JobError) -> AcceptedJobs {
        guard !isDraining.withLock({ $0 }) else {
            throw JobError(.draining, "The service is shutting down and takes no more jobs; send this one again soon.")
        }
        // Who writes into a damaged file may lose what it says it has kept.
        if let problem = health.problem, problem.fault == .damaged { throw problem }
        let offers = claimOffers.take(atMost: jobs.count)
        defer { for offer in offers { offer.decline() } }
        let accepted = try await store.accept(jobs, limits: limits, thenClaim: offers, now: clock.now())
        tell(accepted.jobs + accepted.claimed)
        // Others are what the same key has submitted before.
        for (job, record) in zip(jobs, accepted.jobs) where job.id == record.id { metrics.accepted(record) }
        return accepted
    }

    /// From now on submissions are refused; what was accepted stays.
    package func stopAccepting() { isDraining.withLock { $0 = true } }

    package func cancel(_ id: JobID) async throws(JobError) -> JobRecord {
        let job = ended(try await store.cancel(id, now: clock.now()))
        if job.cancelRequested { cancelWishes.tell(id) }
        return job
    }

    package func retry(_ id: JobID) async throws(JobError) -> JobRecord {
        tell(try await store.retry(id, limits: limits, now: clock.now()))
    }

    package func remove(_ id: JobID) async throws(JobError) {
        try await store.remove(id, now: clock.now())
        finishing.ended(id)
        await tellOfForgotten()
    }

    /// The job once it is finished, or as it is when the time is over, the task cancelled or the queue closed.
    ///
    /// - Throws: `notFound`, `expired`, `storeUnavailable`.
    package func finished(_ id: JobID, within milliseconds: Int64) async throws(JobError) -> JobRecord {
        // Listened for before the first look: the end cannot fall between the two.
        let end = finishing.subscribe(to: id)
        let job = try await store.job(id)
        guard !job.state.isFinished, milliseconds > 0 else { return job }
        let ended = await withTaskGroup(of: JobRecord?.self) { group in
            group.addTask { await end.first { _ in true } }
            group.addTask { [clock] in
                try? await clock.sleep(milliseconds: milliseconds)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        if let ended { return ended }
        return try await store.job(id)
    }

    /// Does the same to every job that matches and was there at the beginning, some hundred in a transaction: others get
    /// their turn in between.
    ///
    /// - Throws: `queueFull` when retries have filled the queue before one was put back. Where that happens later, what
    ///   was done stays done, and `changed` says how much that was.
    package func apply(
        _ action: BulkAction, to filter: JobFilter
    ) async throws(JobError) -> (matched: Int, changed: Int) {
        let matched = try await store.list(JobQuery(filter: filter, limit: 1, wantsExactTotal: true)).total
        var changed = 0
        var before: JobID?
        repeat {
            let step: BulkStep
            do {
                step = try await store.apply(
                    action, to: filter, before: before, limit: Self.bulkStep, limits: limits, now: clock.now())
            } catch  where error.code == .queueFull && changed > 0 {
                return (max(matched, changed), changed)
            }
            tell(step.jobs)
            if action == .forget, step.changed > 0 { await tellOfForgotten() }
            for job in step.jobs where action == .cancel {
                noteEnd(of: job)
                if job.cancelRequested { cancelWishes.tell(job.id) }
            }
            changed += step.changed
            before = step.last
        } while before != nil
        return (max(matched, changed), changed)
    }

    private static let bulkStep = 200

    /// One step of what the policy asks for.
    func retain(_ policy: RetentionPolicy, limit: Int) async throws(JobError) -> RetentionStep {
        let step = try await store.retain(policy, limit: limit, now: clock.now())
        if step.forgotten > 0 { await tellOfForgotten() }
        return step
    }

    func indexWords(limit: Int) async throws(JobError) -> Int { try await store.indexWords(limit: limit) }

    package func job(_ id: JobID) async throws(JobError) -> JobRecord { try await store.job(id) }
    package func payload(_ id: JobID) async throws(JobError) -> Data { try await store.payload(id) }
    package func list(_ query: JobQuery) async throws(JobError) -> JobPage { try await store.list(query) }
    package func lastSequence() async throws(JobError) -> Int64 { try await store.lastSequence() }
    package func counts() async throws(JobError) -> JobCounts { try await store.counts() }

    package func waitingPlaces(of ids: [JobID]) async throws(JobError) -> WaitingPlaces {
        try await store.waitingPlaces(of: ids)
    }

    package func changes(after sequence: Int64, limit: Int) async throws(JobError) -> [JobChange] {
        try await store.changes(after: sequence, limit: limit)
    }

    /// Those of this process that directly follow `sequence`, each of them, as far as they are still in memory; none where
    /// the next one is not: then `changes(after:limit:)` has it.
    package func recentChanges(after sequence: Int64) -> [JobRecord] { recent.following(sequence) }

    /// Whether the store takes writes: as its last `seconds` have shown, else by a probe.
    /// - Returns: why not; nil where it does.
    package func writeProblem(provedWithin seconds: Int = 5) async -> JobError? {
        if let problem = health.problem { return problem }
        if health.hasWritten(within: seconds) { return nil }
        do {
            try await probe()
            return nil
        } catch {
            return error
        }
    }

    /// Yields the newest sequence after changes, skipping those that a slow reader missed: a wake-up to read
    /// `changes(after:limit:)`. Ends when the queue closes or the stream is dropped.
    package func subscribe() -> AsyncStream<Int64> { changed.subscribe() }

    /// Stops or starts claiming; what runs goes on.
    package func setPaused(_ isPaused: Bool) async throws(JobError) {
        try await store.setPaused(isPaused)
        if !isPaused { waiting.wakeAll() }
    }

    /// Ends all subscriptions; the store stays open.
    package func close() {
        changed.close()
        waiting.close()
        duties.close()
        finishing.close()
    }
}

/// Those who have to hear of a change.
extension JobQueue {
    func ended(_ job: JobRecord) -> JobRecord {
        tell([job])
        noteEnd(of: job)
        return job
    }

    func noteEnd(of job: JobRecord) {
        guard job.state.isFinished else { return }
        metrics.finished(job)
        onFinished(job)
    }

    func tell(_ job: JobRecord) -> JobRecord {
        tell([job])
        return job
    }

    @discardableResult
    func tell(_ jobs: [JobRecord]) -> [JobRecord] {
        recent.note(jobs)
        if let newest = jobs.map(\.sequence).max() { changed.wake(newest) }
        for job in jobs where job.state.isFinished { finishing.ended(job.id, as: job) }
        // Some may have been claimed at once.
        let begun = jobs.filter { $0.state == .running }.map(\.id)
        let waits = jobs.filter { $0.state == .queued && !begun.contains($0.id) }
        if let newest = waits.map(\.sequence).max() { waiting.wake(newest) }
        return jobs
    }

    /// Stores do not say which sequences the forgotten have taken.
    private func tellOfForgotten() async {
        changed.wake((try? await store.lastSequence()) ?? 0)
    }
}
