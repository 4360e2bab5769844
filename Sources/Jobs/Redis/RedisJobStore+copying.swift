import Foundation

extension RedisJobStore: CopyableStore {
    func settle() async throws(JobError) {
        while try await !reapExpired(now: SystemClock().now()).isEmpty {}
        let workers = try await reports().map(\.name)
        let running = try await counts().byState[.running] ?? 0
        guard workers.isEmpty, running == 0 else {
            let who = workers.isEmpty ? "a worker that is gone, whose leases end soon" : workers.joined(separator: ", ")
            throw JobError(
                .storeInUse,
                "The queue \(url) is at work: \(running) jobs run, of \(who). Stop its workers and services, and start the "
                    + "copy again.")
        }
    }

    func kept(
        at place: KeptPlace, jobs: Int, bytes: Int
    ) async throws(JobError) -> (jobs: [KeptJob], next: KeptPlace?) {
        switch place {
        case .finished(let last):
            let ids = try await run(.finishedAfter, RedisCommand(last, String(jobs)))
            guard let newest = ids[0].text else { return ([], .waiting(.min)) }
            let (kept, isAll) = try await kept(ids.texts(1).map(JobID.init(rawValue:)), bytes: bytes)
            return (kept, .finished(isAll ? newest : kept.last?.job.id.rawValue ?? newest))
        case .waiting(let last):
            let from = max(0, last)
            let ids = try await run(.waitingFrom, RedisCommand(String(from), String(jobs))).texts(0)
            let (kept, _) = try await kept(ids.map(JobID.init(rawValue:)), bytes: bytes)
            return (kept, kept.isEmpty ? nil : .waiting(from + Int64(kept.count)))
        }
    }

    func kept(_ ids: [JobID]) async throws(JobError) -> [KeptJob] { try await kept(ids, bytes: .max).jobs }

    /// - Returns: `isAll` false: the payloads of all of them would be more than `bytes`.
    private func kept(_ ids: [JobID], bytes: Int) async throws(JobError) -> (jobs: [KeptJob], isAll: Bool) {
        let all = try await jobs(ids)
        var sum = 0
        let records = all.enumerated().prefix { index, job in
            sum += job.payloadBytes
            return index == 0 || sum <= bytes
        }.map(\.element)
        guard !records.isEmpty else { return ([], true) }
        var arguments = RedisCommand()
        arguments.add(list: records.map(\.id.rawValue))
        let answer = try await run(.payloads, arguments)
        let (payloads, keys) = (answer[0].array ?? [], answer[1].array ?? [])
        guard payloads.count == records.count, keys.count == records.count else {
            throw failure.damaged("\(payloads.count) payloads of \(records.count) jobs")
        }
        let kept = zip(records, zip(payloads, keys)).map { job, more in
            KeptJob(job: job, payload: job.hasPayload ? more.0.data : nil, idempotencyKey: more.1.text)
        }
        return (kept, kept.count == all.count)
    }

    func restore(_ jobs: [KeptJob]) async throws(JobError) -> Int {
        var arguments = RedisCommand()
        arguments.add(jobs.count)
        for job in jobs { RedisJobHash.add(job, to: &arguments) }
        return Int(try await run(.restore, arguments).integer(0))
    }
}
