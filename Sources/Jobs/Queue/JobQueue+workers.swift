/// What workers do.
extension JobQueue {
    /// Yields when a job came to wait. Ends as `subscribe`.
    func subscribeToWaiting() -> AsyncStream<Int64> { waiting.subscribe() }

    /// Makes every idle slot look for work.
    func wakeWorkers() { waiting.wakeAll() }

    func claimRequest(worker: String, routes: Set<String>?) -> ClaimRequest {
        ClaimRequest(worker: worker, routes: routes, leaseMilliseconds: leaseMilliseconds)
    }

    func claim(worker: String, routes: Set<String>?) async throws(JobError) -> ClaimedJob? {
        let claimed = try await store.claim(claimRequest(worker: worker, routes: routes), now: clock.now())
        if let claimed { tell([claimed.job]) }
        return claimed
    }

    func renew(_ id: JobID, token: Int64) async throws(JobError) -> JobRecord {
        try await store.renew(id, token: token, leaseMilliseconds: leaseMilliseconds, now: clock.now())
    }

    func progress(_ id: JobID, token: Int64, step: String, fraction: Double) async throws(JobError) -> JobRecord {
        tell(try await store.progress(id, token: token, step: step, fraction: fraction, now: clock.now()))
    }

    func finish(
        _ id: JobID, token: Int64, outcome: JobOutcome, thenClaim request: ClaimRequest? = nil
    ) async throws(JobError) -> FinishedAttempt {
        let finished = try await store.finish(
            id, token: token, outcome: outcome, thenClaim: request, now: clock.now())
        tell([finished.job] + (finished.next.map { [$0.job] } ?? []))
        noteEnd(of: finished.job)
        if finished.job.state == .queued {
            if case .released = outcome { metrics.returned(.released) } else { metrics.returned(.retry) }
        }
        return finished
    }

    /// - Parameter tokens: as in `JobStore.reapExpired`.
    func reapExpired(sparing tokens: Set<Int64> = []) async throws(JobError) -> [JobRecord] {
        takenBack(try await store.reapExpired(now: clock.now(), sparing: tokens), .leaseExpired)
    }

    /// Takes over at once what a killed process left running; see `JobStore.recoverAfterRestart`.
    func recoverAfterRestart() async throws(JobError) -> [JobRecord] {
        takenBack(try await store.recoverAfterRestart(now: clock.now()), .restart)
    }

    /// - Throws: what the store fails with; damage without another try, since it does not pass.
    func probe() async throws(JobError) {
        if let problem = health.problem, problem.fault == .damaged { throw problem }
        do {
            try await store.probe()
            health.proved()
        } catch {
            health.failed(error)
            throw error
        }
    }

    private func takenBack(_ jobs: [JobRecord], _ reason: QueueMetrics.Return) -> [JobRecord] {
        for job in tell(jobs) {
            if job.state == .queued { metrics.returned(reason) } else { noteEnd(of: job) }
        }
        return jobs
    }
}
