/// The rule book of the states: what each request makes of a job. Pure; every store applies it and so none can disagree.
enum JobTransition: Sendable {
    case claim(JobLease)
    case renew(token: Int64, until: JobInstant)
    case progress(token: Int64, step: String, fraction: Double)
    case finish(token: Int64, JobOutcome)
    /// The lease's holder is known to be gone, or taken to be.
    case takeBack
    case cancel
    case retry

    enum Effect {
        case none
        /// Only the lease moved: nothing that a follower hears of.
        case lease
        /// The store gives the job its next revision and sequence.
        case change
        /// A change after which the job stands behind all that wait.
        case changeToBack
    }

    /// - Throws: `conflict`, `leaseLost`.
    func apply(to job: inout JobRecord, now: JobInstant) throws(JobError) -> Effect {
        switch self {
        case .claim(let lease):
            return try claim(&job, lease, now)
        case .renew(let token, let until):
            try check(token, job)
            job.lease?.expiresAt = until
            return .lease
        case .progress(let token, let step, let fraction):
            try check(token, job)
            job.step = step
            job.fraction = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
            return .change
        case .finish(let token, let outcome):
            try check(token, job)
            finish(&job, outcome, now)
            return .change
        case .takeBack:
            guard job.state == .running else { return .none }
            finish(&job, .failed(leaseExpired(job)), now)
            // The lease was the wait.
            job.notBefore = nil
            return .change
        case .cancel:
            return try cancel(&job, now)
        case .retry:
            return try retry(&job)
        }
    }

    private func check(_ token: Int64, _ job: JobRecord) throws(JobError) {
        guard job.state == .running, job.lease?.token == token else {
            throw JobError(
                .leaseLost,
                "The lease \(token) on job \(job.id) is over: the job is \(job.state.rawValue), with lease "
                    + "\(job.lease.map { String($0.token) } ?? "none"). Drop this attempt's result.")
        }
    }

    private func claim(_ job: inout JobRecord, _ lease: JobLease, _ now: JobInstant) throws(JobError) -> Effect {
        guard job.state == .queued else {
            throw JobError(.conflict, "Job \(job.id) is \(job.state.rawValue); only a queued one can be claimed.")
        }
        job.state = .running
        job.attempt += 1
        job.step = nil
        job.fraction = 0
        job.failure = nil
        job.notBefore = nil
        // A clock that was set back shows no work before its submission, and no end before its start.
        job.startedAt = max(now, job.queuedAt)
        job.lease = lease
        return .change
    }

    private func finish(_ job: inout JobRecord, _ outcome: JobOutcome, _ now: JobInstant) {
        let worker = job.lease?.worker
        job.lease = nil
        switch outcome {
        case _ where job.cancelRequested:
            end(&job, .cancelled, now)
        case .cancelled:
            end(&job, .cancelled, now)
        case .succeeded(let result, let summary):
            job.result = result
            job.summary = summary
            job.fraction = 1
            end(&job, .succeeded, now)
        case .released:
            job.attempt = max(0, job.attempt - 1)
            putBack(&job)
        case .failed(var failure):
            failure.step = failure.step ?? job.step
            job.failure = failure
            let attempt = FailedAttempt(
                attempt: job.attempt, worker: worker, startedAt: job.startedAt,
                endedAt: max(now, job.startedAt ?? job.createdAt), failure: failure)
            job.attempts = (job.attempts + [attempt]).suffix(FailedAttempt.kept)
            if failure.retryable && job.attempt < job.maxAttempts {
                putBack(&job)
                job.notBefore = now.advanced(byMilliseconds: RetryDelay.milliseconds(afterAttempt: job.attempt))
            } else {
                end(&job, .failed, now)
            }
        }
    }

    private func end(_ job: inout JobRecord, _ state: JobState, _ now: JobInstant) {
        job.state = state
        job.cancelRequested = false
        job.notBefore = nil
        job.finishedAt = max(now, job.startedAt ?? job.createdAt)
    }

    private func putBack(_ job: inout JobRecord) {
        job.state = .queued
        job.step = nil
        job.fraction = 0
    }

    private func leaseExpired(_ job: JobRecord) -> JobFailure {
        JobFailure(
            code: JobFailure.leaseExpiredCode,
            message: JobFailure.leaseExpiredMessage(String(job.attempt), of: String(job.maxAttempts)),
            step: job.step, retryable: true)
    }

    private func cancel(_ job: inout JobRecord, _ now: JobInstant) throws(JobError) -> Effect {
        switch job.state {
        case .queued:
            end(&job, .cancelled, now)
        case .running where job.cancelRequested:
            return .none
        case .running:
            job.cancelRequested = true
        case .succeeded, .failed, .cancelled:
            throw JobError(.conflict, "Job \(job.id) has already ended as \(job.state.rawValue); nothing to cancel.")
        }
        return .change
    }

    private func retry(_ job: inout JobRecord) throws(JobError) -> Effect {
        guard job.state == .failed || job.state == .cancelled else {
            throw JobError(
                .conflict,
                "Job \(job.id) is \(job.state.rawValue); only a failed or cancelled one can be tried again.")
        }
        guard job.hasPayload else { throw JobError.payloadDropped(job.id) }
        job.state = .queued
        job.attempt = 0
        job.step = nil
        job.fraction = 0
        job.failure = nil
        job.startedAt = nil
        job.finishedAt = nil
        return .changeToBack
    }
}
