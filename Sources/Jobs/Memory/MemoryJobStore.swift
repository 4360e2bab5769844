package import Foundation

/// A store that lives and dies with its process; for tests.
package actor MemoryJobStore: JobStore {
    package nonisolated var durability: String { "in memory only (lost when the process ends)" }

    private struct Entry {
        var job: JobRecord
        var payload: Data
        /// Order among the waiting: the sequence at which it last went to the back.
        var place: Int64
    }

    private struct Submission: Hashable {
        let client: String
        let key: String
    }

    private var entries: [JobID: Entry] = [:]
    private var submissions: [Submission: JobID] = [:]
    private var forgotten: [JobID: Int64] = [:]
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

    private func earlier(_ job: NewJob) -> JobRecord? {
        guard let key = job.idempotencyKey, let id = submissions[Submission(client: job.client, key: key)] else {
            return nil
        }
        return entries[id]?.job
    }

    package func claim(_ request: ClaimRequest, now: JobInstant) throws(JobError) -> ClaimedJob? {
        let next = waiting.filter { request.routes?.contains($0.job.route) ?? true }.min { $0.place < $1.place }
        guard !isPaused, let next else { return nil }
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

    package func retain(_ policy: RetentionPolicy, limit: Int, now: JobInstant) throws(JobError) -> RetentionStep {
        func isOlder(_ job: JobRecord, than age: Int64?) -> Bool {
            age.map { (job.finishedAt ?? now).milliseconds < now.milliseconds - $0 } ?? false
        }
        var finished = entries.values.map(\.job).filter { $0.state.isFinished }
            .sorted {
                JobSort.oldestFinished.precedes(
                    (JobSort.oldestFinished.key($0), $0.id), (JobSort.oldestFinished.key($1), $1.id))
            }
        let surplus = policy.jobs.map { finished.count - $0 } ?? 0
        let old = finished.enumerated().filter {
            $0.offset < surplus || isOlder($0.element, than: policy.jobMilliseconds)
        }
        .prefix(limit).map(\.element)
        for job in old { try remove(job.id, now: now) }
        finished.removeAll { job in old.contains { $0.id == job.id } }
        var bytes = finished.filter(\.hasPayload).map(\.payloadBytes).reduce(0, +)
        var dropped = 0
        for job in finished where job.hasPayload && dropped < limit {
            guard isOlder(job, than: policy.payloadMilliseconds) || bytes > policy.payloadBytes ?? .max else {
                continue
            }
            entries[job.id]?.payload = Data()
            entries[job.id]?.job.hasPayload = false
            bytes -= job.payloadBytes
            dropped += 1
        }
        return RetentionStep(forgotten: old.count, payloadsDropped: dropped)
    }

    package func list(_ query: JobQuery) throws(JobError) -> JobPage {
        let sort = query.sort
        let matching = entries.values.map(\.job).filter(query.filter.matches)
            .sorted { sort.precedes((sort.key($0), $0.id), (sort.key($1), $1.id)) }
        var rest = matching[...]
        if let text = query.cursor {
            let cursor = try JobCursor(parsing: text, sort: sort)
            rest = matching.drop { !sort.precedes((cursor.key, cursor.last), (sort.key($0), $0.id)) }
        }
        let jobs = Array(rest.prefix(query.pageSize))
        let more = rest.count > jobs.count
        return JobPage(
            jobs: jobs, nextCursor: more ? jobs.last.map { JobCursor(after: $0, sort: sort).text } : nil,
            total: matching.count)
    }

    package func queuePositions(of ids: [JobID]) -> [JobID: Int] {
        let places = waiting.map(\.place)
        let asked = ids.compactMap { entries[$0] }.filter { $0.job.state == .queued }
        return Dictionary(
            asked.map { entry in (entry.job.id, 1 + places.count { $0 < entry.place }) },
            uniquingKeysWith: { a, _ in a })
    }

    package func clientsAhead(of ids: [JobID]) -> [JobID: String] {
        let inOrder = waiting.sorted { $0.place < $1.place }.map(\.job)
        let asked = Set(ids)
        return Dictionary(
            zip(inOrder.dropFirst(), inOrder).filter { asked.contains($0.0.id) }.map { ($0.0.id, $0.1.client) },
            uniquingKeysWith: { a, _ in a })
    }

    package func changes(after sequence: Int64, limit: Int) -> [JobChange] {
        let all =
            entries.values.map { JobChange.job($0.job) } + forgotten.map { .forgotten($0.key, sequence: $0.value) }
        let later = all.filter { $0.sequence > sequence }
        return Array(later.sorted { $0.sequence < $1.sequence }.prefix(max(0, limit)))
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

    private var waiting: [Entry] { entries.values.filter { $0.job.state == .queued } }

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
