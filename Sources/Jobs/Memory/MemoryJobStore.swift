package import Foundation

/// A store that lives and dies with its process; for tests.
package actor MemoryJobStore: JobStore {
    package nonisolated var durability: String { "in memory only (lost when the process ends)" }

    private struct Entry {
        var job: JobRecord
        let payload: Data
        /// Order among the waiting: the sequence at which it last went to the back.
        var place: Int64
    }

    private struct Submission: Hashable {
        let client: String
        let key: String
    }

    private var entries: [JobID: Entry] = [:]
    private var submissions: [Submission: JobID] = [:]
    private var forgotten: Set<JobID> = []
    private var sequence: Int64 = 0
    private var token: Int64 = 0

    package init() {}

    package func submit(_ jobs: [NewJob], maxQueued: Int, now: JobInstant) throws(JobError) -> [JobRecord] {
        let new = jobs.filter { earlier($0) == nil }
        guard new.isEmpty || waiting.count + new.count <= maxQueued else { throw .full(maxQueued) }
        var ids: Set<JobID> = []
        for job in new where entries[job.id] != nil || !ids.insert(job.id).inserted { throw .taken(job.id) }
        return jobs.map { job in
            if let earlier = earlier(job) { return earlier }
            sequence += 1
            let record = JobRecord(accepting: job, sequence: sequence, now: now)
            entries[job.id] = Entry(job: record, payload: job.payload, place: sequence)
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

    package func claim(
        worker: String, routes: Set<String>?, leaseMilliseconds: Int64, now: JobInstant
    ) throws(JobError) -> JobRecord? {
        let oldest = waiting.filter { routes?.contains($0.job.route) ?? true }.min { $0.place < $1.place }
        guard let id = oldest?.job.id else { return nil }
        token += 1
        let lease = JobLease(
            token: token, worker: worker, expiresAt: now.advanced(byMilliseconds: leaseMilliseconds))
        return try apply(.claim(lease), to: id, now)
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
        _ id: JobID, token: Int64, outcome: JobOutcome, now: JobInstant
    ) throws(JobError) -> JobRecord {
        try apply(.finish(token: token, outcome), to: id, now)
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

    package func retry(_ id: JobID, maxQueued: Int, now: JobInstant) throws(JobError) -> JobRecord {
        var copy = try entry(id).job
        _ = try JobTransition.retry.apply(to: &copy, now: now)
        guard waiting.count < maxQueued else { throw .full(maxQueued) }
        return try apply(.retry, to: id, now)
    }

    package func remove(_ id: JobID, now: JobInstant) throws(JobError) {
        let job = try entry(id).job
        guard job.state.isFinished else { throw .notFinished(job) }
        entries[id] = nil
        submissions = submissions.filter { $0.value != id }
        forgotten.insert(id)
    }

    package func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, maxQueued: Int, now: JobInstant
    ) throws(JobError) -> BulkStep {
        let jobs = entries.values.map(\.job).filter { job in
            filter.matches(job) && before.map { job.id < $0 } ?? true
        }.sorted { $0.id > $1.id }.prefix(max(1, limit))
        let taken = jobs.filter(action.takes)
        guard action != .retry || taken.isEmpty || waiting.count + taken.count <= maxQueued else {
            throw .full(maxQueued)
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

    package func payload(_ id: JobID) throws(JobError) -> Data { try entry(id).payload }

    package func list(_ query: JobQuery) throws(JobError) -> JobPage {
        let matching = entries.values.map(\.job).filter(query.filter.matches).sorted { $0.id > $1.id }
        var rest = matching[...]
        if let text = query.cursor {
            let cursor = try JobCursor(parsing: text)
            rest = matching.drop { $0.id >= cursor.last }
        }
        let jobs = Array(rest.prefix(query.pageSize))
        let more = rest.count > jobs.count
        return JobPage(
            jobs: jobs, nextCursor: more ? jobs.last.map { JobCursor(last: $0.id).text } : nil, total: matching.count)
    }

    package func queuePositions(of ids: [JobID]) -> [JobID: Int] {
        let places = waiting.map(\.place)
        let asked = ids.compactMap { entries[$0] }.filter { $0.job.state == .queued }
        return Dictionary(
            asked.map { entry in (entry.job.id, 1 + places.count { $0 < entry.place }) },
            uniquingKeysWith: { a, _ in a })
    }

    package func changes(after sequence: Int64, limit: Int) -> [JobRecord] {
        let later = entries.values.map(\.job).filter { $0.sequence > sequence }
        return Array(later.sorted { $0.sequence < $1.sequence }.prefix(max(0, limit)))
    }

    package func lastSequence() -> Int64 { sequence }

    package func counts() -> JobCounts {
        let numbers = JobState.allCases.map { state in (state, entries.values.count { $0.job.state == state }) }
        return JobCounts(
            byState: Dictionary(uniqueKeysWithValues: numbers),
            oldestQueued: waiting.min { $0.place < $1.place }?.job.queuedAt)
    }

    package func close() {}

    private var waiting: [Entry] { entries.values.filter { $0.job.state == .queued } }

    private func entry(_ id: JobID) throws(JobError) -> Entry {
        guard let entry = entries[id] else { throw forgotten.contains(id) ? .forgotten(id) : .unknown(id) }
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
            entry.place = sequence
            entry.job.queuedAt = now
        }
        entries[id] = entry
        return entry.job
    }
}
