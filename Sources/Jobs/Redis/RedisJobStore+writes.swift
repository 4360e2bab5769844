import Foundation

extension RedisJobStore {
    package func submit(_ jobs: [NewJob], limits: QueueLimits, now: JobInstant) async throws(JobError) -> [JobRecord] {
        try await submit(jobs, limits: limits, wantsPlaces: false, now: now).jobs
    }

    /// Claims apart: workers of any process may be nearer, and hear of it at once.
    package func accept(
        _ jobs: [NewJob], limits: QueueLimits, thenClaim offers: [ClaimOffer], now: JobInstant
    ) async throws(JobError) -> AcceptedJobs {
        try await submit(jobs, limits: limits, wantsPlaces: true, now: now)
    }

    private func submit(
        _ jobs: [NewJob], limits: QueueLimits, wantsPlaces: Bool, now: JobInstant
    ) async throws(JobError) -> AcceptedJobs {
        guard !jobs.isEmpty else { return AcceptedJobs(jobs: [], places: nil) }
        var arguments = RedisCommand()
        arguments.add(wantsPlaces ? 1 : 0)
        arguments.add(limits)
        arguments.add(jobs.count)
        for job in jobs { RedisJobHash.add(job, digest: RedisJobHash.digest(job.payload), to: &arguments) }
        let answer = try await run(.submit, arguments, now: now)
        switch answer.word {
        case "other payload":
            throw JobError.otherPayload(id: JobID(rawValue: answer[0].text ?? ""))
        case "taken":
            throw JobError.taken(JobID(rawValue: answer[0].text ?? ""))
        default:
            try check(answer, limits: limits)
            let accepted = try answer.jobs(0)
            return AcceptedJobs(
                jobs: accepted, places: wantsPlaces ? answer.places(1, of: accepted.map(\.id)) : nil)
        }
    }

    package func claim(_ request: ClaimRequest, now: JobInstant) async throws(JobError) -> ClaimedJob? {
        var arguments = RedisCommand()
        arguments.add(request)
        return held(try await run(.claim, arguments, now: now).claimed(0))
    }

    package func renew(
        _ id: JobID, token: Int64, leaseMilliseconds: Int64, now: JobInstant
    ) async throws(JobError) -> JobRecord {
        var arguments = RedisCommand(id.rawValue, String(token))
        arguments.add(leaseMilliseconds)
        let answer = try await run(.renew, arguments, now: now)
        return try job(answer, id, .renew(token: token, until: now))
    }

    package func progress(
        _ id: JobID, token: Int64, step: String, fraction: Double, now: JobInstant
    ) async throws(JobError) -> JobRecord {
        let kept = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
        let answer = try await run(
            .progress, RedisCommand(id.rawValue, String(token), step, String(kept)), now: now)
        return try job(answer, id, .progress(token: token, step: step, fraction: fraction))
    }

    package func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest?, now: JobInstant
    ) async throws(JobError) -> FinishedAttempt {
        let known = heldJobs.take(id, token: token)
        var arguments = RedisCommand(id.rawValue, String(token), known == nil ? "0" : "1")
        arguments.add(outcome)
        let answer = try await finishing.finish(arguments, thenClaim: request) { [self] ends, count throws(JobError) in
            try await run(.finish, ends, writes: count, now: now).answers(0, count: count)
        }
        let next = held(try answer.claimed(1))
        guard answer.word == "short", let known else {
            return FinishedAttempt(job: try job(answer, id, .finish(token: token, outcome)), next: next)
        }
        let ended = try RedisJobHash(answer[0], endOf: known, outcome, failure: failure).job
        return FinishedAttempt(job: ended, next: next)
    }

    private func held(_ claimed: ClaimedJob?) -> ClaimedJob? {
        if let claimed { heldJobs.keep(claimed.job) }
        return claimed
    }

    package func reapExpired(now: JobInstant, sparing tokens: Set<Int64>) async throws(JobError) -> [JobRecord] {
        var arguments = RedisCommand()
        arguments.add(list: tokens.map(String.init))
        arguments.add(Self.mostTakenBack)
        return try await run(.reap, arguments, now: now).jobs(0)
    }

    /// In one step: a few ten milliseconds of the server. The next round has the others.
    private static let mostTakenBack = 500

    package func cancel(_ id: JobID, now: JobInstant) async throws(JobError) -> JobRecord {
        try job(try await run(.cancel, RedisCommand(id.rawValue), now: now), id, .cancel)
    }

    package func retry(_ id: JobID, limits: QueueLimits, now: JobInstant) async throws(JobError) -> JobRecord {
        var arguments = RedisCommand()
        arguments.add(limits)
        arguments.add(id.rawValue)
        let answer = try await run(.retry, arguments, now: now)
        try check(answer, limits: limits)
        return try job(answer, id, .retry)
    }

    package func remove(_ id: JobID, now: JobInstant) async throws(JobError) {
        let answer = try await run(.forget, RedisCommand(id.rawValue), now: now)
        if answer.word == "refused" { throw JobError.notFinished(try answer.job(0)) }
        try found(answer, id)
    }

    package func apply(
        _ action: BulkAction, to filter: JobFilter, before: JobID?, limit: Int, limits: QueueLimits, now: JobInstant
    ) async throws(JobError) -> BulkStep {
        let size = max(1, limit)
        // Looking for them may mean to pass by a million others: that is done in steps, beside the transitions.
        let listing = RedisListing(store: self, filter: filter)
        let ids = try await listing.newest(size, before: before)
        guard let last = ids.last else { return BulkStep(changed: 0) }
        var arguments = RedisCommand()
        arguments.add(limits)
        RedisFilter(filter: filter).add(to: &arguments)
        arguments.add(action.name)
        arguments.add(list: ids.map(\.rawValue))
        let answer = try await run(.bulk, arguments, now: now)
        try check(answer, limits: limits)
        return BulkStep(
            changed: Int(try answer.integer(0)), jobs: try answer.jobs(1), last: ids.count < size ? nil : last)
    }

    package func retain(
        _ policy: RetentionPolicy, limit: Int, now: JobInstant
    ) async throws(JobError) -> RetentionStep {
        var arguments = RedisCommand()
        arguments.add(max(1, limit))
        arguments.add(policy.jobMilliseconds)
        arguments.add(policy.payloadMilliseconds)
        arguments.add(policy.jobs.map(Int64.init))
        arguments.add(policy.payloadBytes.map(Int64.init))
        let answer = try await run(.retain, arguments, now: now)
        return RetentionStep(
            forgotten: Int(try answer.integer(0)), payloadsDropped: Int(try answer.integer(1)))
    }

    package func setPaused(_ isPaused: Bool) async throws(JobError) {
        _ = try await run(.pause, RedisCommand(isPaused ? "1" : "0"))
    }

    package func probe() async throws(JobError) { _ = try await run(.probe) }
}

extension RedisJobStore {
    /// - Throws: `notFound`, `expired`.
    func found(_ answer: RedisAnswer, _ id: JobID) throws(JobError) {
        switch answer.word {
        case "unknown": throw .unknown(id)
        case "gone": throw .forgotten(id)
        default: return
        }
    }

    /// The job that a transition left.
    /// - Throws: `notFound`, `expired`, and why the rule book refuses the transition.
    private func job(
        _ answer: RedisAnswer, _ id: JobID, _ transition: JobTransition
    ) throws(JobError) -> JobRecord {
        try found(answer, id)
        var job = try answer.job(0)
        guard answer.word == "ok" else {
            // The same rules in their other language have the words.
            _ = try transition.apply(to: &job, now: JobInstant(milliseconds: 0))
            throw failure.damaged("the rules disagree about job \(id), \(job.state.rawValue)")
        }
        return job
    }

    /// - Throws: `queueFull`, `clientOverShare`.
    private func check(_ answer: RedisAnswer, limits: QueueLimits) throws(JobError) {
        switch answer.word {
        case "full": throw .full(limits.jobs)
        case "full bytes": throw .full(bytes: limits.bytes)
        case "over share": throw .overShare(answer[0].text ?? "", limits.jobsPerClient)
        default: return
        }
    }
}

extension RedisCommand {
    /// As `LuaLimits` reads them.
    fileprivate mutating func add(_ limits: QueueLimits) {
        add(limits.jobs)
        add(limits.bytes)
        add(limits.jobsPerClient)
    }

    /// As a claim reads it.
    mutating func add(_ request: ClaimRequest) {
        add(request.worker)
        add(request.leaseMilliseconds)
        add(request.routes == nil ? 1 : 0)
        add(list: (request.routes ?? []).sorted())
    }

    /// As `RedisScript.finish` reads it.
    fileprivate mutating func add(_ outcome: JobOutcome) {
        switch outcome {
        case .succeeded(let result, let summary):
            add("succeeded")
            add(result)
            add(summary)
            add(SearchText.fold(summary))
        case .failed(let failure):
            add("failed")
            add(failure.code)
            add(failure.message)
            add(SearchText.fold(failure.message))
            add(failure.step)
            add(failure.retryable ? 1 : 0)
        case .cancelled: add("cancelled")
        case .released: add("released")
        }
    }
}

extension BulkAction {
    fileprivate var name: String {
        switch self {
        case .cancel: "cancel"
        case .retry: "retry"
        case .forget: "forget"
        }
    }
}
