import Foundation

/// A job as a hash of the server: see the scripts for who writes which field.
struct RedisJobHash {
    let job: JobRecord

    /// - Parameter reply: as `flat` of `LuaJob` gives it.
    /// - Throws: `storeUnavailable` for what no version has written.
    init(_ reply: RedisReply, failure: RedisFailure) throws(JobError) {
        let fields = RedisFields(reply)
        guard let id = fields.id, let state = fields.state,
            let priority = fields.text(.priority).flatMap(JobPriority.init(rawValue:)),
            let created = fields.instant(.created),
            let revision = fields.number(.revision), let sequence = fields.number(.sequence)
        else { throw failure.damaged("unexpected job \(fields.id ?? "")") }
        // A job that does not run any more still has what its hash says of its last lease.
        let lease = (state == .running ? fields.number(.token) : nil).flatMap { token in
            fields.instant(.leaseEnd).map {
                JobLease(token: token, worker: fields.text(.worker) ?? "", expiresAt: $0)
            }
        }
        job = JobRecord(
            id: JobID(rawValue: id), state: state, revision: Int(revision), sequence: sequence,
            name: fields.text(.name) ?? "", route: fields.text(.route) ?? "", client: fields.text(.client) ?? "",
            metadata: fields.bytes(.metadata) ?? Data(), payloadBytes: Int(fields.number(.bytes) ?? 0),
            hasPayload: fields.bytes(.digest) != nil, attempt: Int(fields.number(.attempt) ?? 0),
            maxAttempts: Int(fields.number(.maxAttempts) ?? 1), priority: priority, step: fields.text(.step),
            fraction: fields.fraction, cancelRequested: fields.bytes(.stop) != nil, createdAt: created,
            queuedAt: fields.instant(.queued), notBefore: fields.instant(.notBefore),
            startedAt: fields.instant(.started),
            finishedAt: fields.instant(.finished), lease: lease, result: fields.bytes(.result),
            summary: fields.text(.summary), failure: fields.failure, attempts: fields.attempts ?? [])
    }

    /// A job at the end of an attempt.
    /// - Parameters:
    ///   - reply: as `RedisScript.finish` answers in short.
    ///   - claimed: the job as the attempt began.
    init(
        _ reply: RedisReply, endOf claimed: JobRecord, _ outcome: JobOutcome, failure: RedisFailure
    ) throws(JobError) {
        let fields = RedisFields(reply)
        guard let state = fields.state, let revision = fields.number(.revision),
            let sequence = fields.number(.sequence)
        else {
            throw failure.damaged("unexpected end of job \(claimed.id)")
        }
        var job = claimed
        job.state = state
        job.revision = Int(revision)
        job.sequence = sequence
        job.attempt = Int(fields.number(.attempt) ?? 0)
        job.step = fields.text(.step)
        job.fraction = fields.fraction
        job.finishedAt = fields.instant(.finished)
        job.notBefore = fields.instant(.notBefore)
        job.lease = nil
        job.cancelRequested = false
        job.failure = fields.failure
        job.attempts = fields.attempts ?? claimed.attempts
        if state == .succeeded, case .succeeded(let result, let summary) = outcome {
            job.result = result
            job.summary = summary
        }
        self.job = job
    }

    /// What `RedisScript.submit` reads of a new job.
    static func add(_ job: NewJob, digest: String, to command: inout RedisCommand) {
        // As it is accepted: with clean texts.
        let record = JobRecord(accepting: job, sequence: 0, now: JobInstant(milliseconds: 0))
        command.add(record.id.rawValue)
        command.add(record.name)
        command.add([record.name, record.id.rawValue].map(SearchText.fold).joined(separator: "\n"))
        command.add(record.route)
        command.add(SearchText.fold(record.route))
        command.add(record.client)
        command.add(record.metadata)
        command.add(record.payloadBytes)
        command.add(digest)
        command.add(record.maxAttempts)
        command.add(record.priority.rawValue)
        command.add(job.idempotencyKey)
        command.add(job.payload)
    }
}
