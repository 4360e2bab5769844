package import Foundation

/// A store that lives and dies with its process; for tests.
package actor MemoryJobStore: JobStore {
    package nonisolated var durability: String { "in memory only (lost when the process ends)" }

    struct Entry {
        var job: JobRecord
        var payload: Data
        /// Order among the waiting: the sequence at which it last went to the back.
        var place: Int64
    }

    private struct Submission: Hashable {
        let client: String
        let key: String
    }

    var entries: [JobID: Entry] = [:]
    private var submissions: [Submission: JobID] = [:]
    private(set) var forgotten: [JobID: Int64] = [:]
    private var served: Int64 = 0
    private var isPaused = false
    private var sequence: Int64 = 0
    private var token: Int64 = 0

    package init() {}

    package func submit(_ jobs: [NewJob], limits: QueueLimits, now: JobInstant) throws(JobError) -> [JobRecord] {
        for job in jobs {
            guard let known = earlier(job), let entry = entries[known.id] else { continue }
            let isSame = known.hasPayload ? entry.payload == job.payload : known.payloadBytes == job.payload.count
            guard isSame else { throw .otherPayload(known) }
        }
        let new = jobs.filter { earlier($0) == nil }
        for client in Set(new.map(\.client)) {
            try check(limits, adding: new.map { ($0.client, $0.payload.count) }, of: client)
        }
        var ids: Set<JobID> = []
        for job in new where entries[job.id] != nil || !ids.insert(job.id).inserted { throw .taken(job.id) }
        return jobs.map { job in
            if let earlier = earlier(job) { return earlier }
            sequence += 1
            let record = JobRecord(accepting: job, sequence: sequence, now: now)
            entries[job.id] = Entry(job: record, payload: job.payload, place: place(of: record))
            if let key = job.idempotencyKey { submissions[Submission(client: record.client, key: key)] = job.id }
            return record
        }
    }

    package func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) throws(JobError) -> AcceptedJobs {
        var accepted = AcceptedJobs(jobs: try submit(jobs, limits: limits, now: now), places: nil)
        for offer in offers {
            guard let claimed = try claim(offer.request, now: now) else { continue }
            accepted.claimed.append(claimed.job)
            offer.give(claimed)
        }
        return accepted
    }

    private func earlier(_ job: NewJob) -> JobRecord? {
        guard let key = job.idempotencyKey, let id = submissions[Submission(client: job.client, key: key)] else {
            return nil
        }
        return entries[id]?.job
    }

    package func claim(_ request: ClaimRequest, now: JobInstant) throws(JobError) -> ClaimedJob? {
        guard !isPaused else { return nil }
        release(now)
        let next = ready.filter { request.routes?.contains($0.job.route) ?? true }.min { $0.place < $1.place }
        guard let next else { return nil }
        served = max(served, FairTurn.pass(of: next.place))
        token += 1
        let lease = JobLease(
            token: token, worker: request.worker,
            expiresAt: now.advanced(byMilliseconds: request.leaseMilliseconds))
        return ClaimedJob(
            job: try apply(.claim(lease), to: next.job.id, now),
            payload: next.payload.count <= ClaimedJob.inlineBytes ? next.payload : nil)
    }

    package func renew(
        _ id: JobID, token: Int64, leaseMilliseconds: Int64, now: JobInstant
    ) throws(JobError) -> JobRecord {
        try apply(.renew(token: token, until: now.advanced(byMilliseconds: leaseMilliseconds)), to: id, now)
    }

    package func progress(
        _ id: JobID, token: Int64, step: String, fraction: Double, now: JobInstant
    ) throws(JobError) -> JobRecord {
        try apply(.progress(token: token, step: step, fraction: fraction), to: id, now)
    }

    package func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest?, now: JobInstant
    ) throws(JobError) -> FinishedAttempt {
        let job = try apply(.finish(token: token, outcome), to: id, now)
        guard let request else { return FinishedAttempt(job: job, next: nil) }
        return FinishedAttempt(job: job, next: try claim(request, now: now))
    }

    package func reapExpired(now: JobInstant, sparing tokens: Set<Int64>) throws(JobError) -> [JobRecord] {
        let expired = entries.values.filter {
            $0.job.lease.map { $0.expiresAt < now && !tokens.contains($0.token) } ?? false
        }
        var changed: [JobRecord] = []
        for entry in expired.sorted(by: { $0.place < $1.place }) {
            changed.append(try apply(.takeBack, to: entry.job.id, now))
        }
        return changed
    }

    package func cancel(_ id: JobID, now: JobInstant) throws(JobError) -> JobRecord {
        try apply(.cancel, to: id, now)
    }

    package func retry(_ id: JobID, limits: QueueLimits, now: JobInstant) throws(JobError) -> JobRecord {
        var copy = try entry(id).job
        _ = try JobTransition.retry.apply(to: &copy, now: now)
        try check(limits, adding: [(copy.client, copy.payloadBytes)], of: copy.client)
        return try apply(.retry, to: id, now)
    }

    package func setPaused(_ isPaused: Bool) { self.isPaused = isPaused }

    private func check(
        _ limits: QueueLimits, adding new: [(client: String, bytes: Int)], of client: String
    ) throws(JobError) {
        do {
            try limits.check(
                jobs: waiting.count + new.count,
                bytes: waiting.map(\.job.payloadBytes).reduce(0, +) + new.map(\.bytes).reduce(0, +), client: client
            ) { waiting.count { $0.job.client == client } + new.count { $0.client == client } }
        } catch let error as JobError {
            throw error
        } catch {
            throw JobError(.storeUnavailable, "The limits could not be checked.", cause: String(describing: error))
        }
    }

    /// The place of a job that comes to wait with the present sequence.
    private func place(of job: JobRecord) -> Int64 {
        let flow = waiting.filter { $0.job.client == job.client && $0.job.priority == job.priority }
        return FairTurn.place(job.priority, served: served, last: flow.map(\.place).max(), sequence: sequence)
    }

    package func remove(_ id: JobID, now: JobInstant) throws(JobError) {
        let job = try entry(id).job
        guard job.state.isFinished else { throw .notFinished(job) }
        entries[id] = nil
        submissions = submissions.filter { $0.value != id }
        sequence += 1
        forgotten[id] = sequence
    }

    package func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, limits: QueueLimits, now: JobInstant
    ) throws(JobError) -> BulkStep {
        let jobs = entries.values.map(\.job).filter { job in
            filter.matches(job) && before.map { job.id < $0 } ?? true
        }.sorted { $0.id > $1.id }.prefix(max(1, limit))
        let taken = jobs.filter(action.takes)
        if action == .retry, !taken.isEmpty {
            let queue = QueueLimits(jobs: limits.jobs, bytes: limits.bytes)
            try check(queue, adding: taken.map { ($0.client, $0.payloadBytes) }, of: "")
        }
        var step = BulkStep(changed: taken.count)
        for job in taken {
            switch action {
            case .cancel: step.jobs.append(try apply(.cancel, to: job.id, now))
            case .retry: step.jobs.append(try apply(.retry, to: job.id, now))
            case .forget: try remove(job.id, now: now)
            }
        }
        step.last = jobs.count < max(1, limit) ? nil : jobs.last?.id
        return step
    }

    package func job(_ id: JobID) throws(JobError) -> JobRecord { try entry(id).job }

    package func payload(_ id: JobID) throws(JobError) -> Data {
        let entry = try entry(id)
        guard entry.job.hasPayload else { throw .payloadDropped(id) }
        return entry.payload
    }

    package func lastSequence() -> Int64 { sequence }

    package func counts() -> JobCounts {
        let numbers = JobState.allCases.map { state in (state, entries.values.count { $0.job.state == state }) }
        return JobCounts(
            byState: Dictionary(uniqueKeysWithValues: numbers),
            oldestQueued: waiting.map(\.job.queuedAt).min(),
            queuedBytes: waiting.map(\.job.payloadBytes).reduce(0, +), isPaused: isPaused)
    }

    package func close() {}

    var waiting: [Entry] { entries.values.filter { $0.job.state == .queued } }
    /// Those that a claim looks at.
    var ready: [Entry] { waiting.filter { $0.job.notBefore == nil } }

    /// Lets those in whose time has come.
    private func release(_ now: JobInstant) {
        for entry in waiting {
            guard let due = entry.job.notBefore, !RetryDelay.pending(at: now).contains(due.milliseconds) else {
                continue
            }
            entries[entry.job.id]?.job.notBefore = nil
        }
    }

    private func entry(_ id: JobID) throws(JobError) -> Entry {
        guard let entry = entries[id] else { throw forgotten[id] != nil ? .forgotten(id) : .unknown(id) }
        return entry
    }

    private func apply(_ transition: JobTransition, to id: JobID, _ now: JobInstant) throws(JobError) -> JobRecord {
        var entry = try entry(id)
        let effect = try transition.apply(to: &entry.job, now: now)
        if effect == .change || effect == .changeToBack {
            sequence += 1
            entry.job.revision += 1
            entry.job.sequence = sequence
        }
        if effect == .changeToBack {
            entry.place = place(of: entry.job)
            entry.job.queuedAt = now
        }
        entries[id] = entry
        return entry.job
    }
}
