import Foundation

/// A job as a hash of the server: see the scripts for who writes which field.
struct RedisJobHash {
    let job: JobRecord

    /// - Parameter reply: the id, then names and values.
    /// - Throws: `storeUnavailable` for what no version has written.
    init(_ reply: RedisReply, failure: RedisFailure) throws(JobError) {
        let parts = reply.array ?? []
        // Twenty, and each short name is one comparison of a register: less than a table costs to make.
        var fields: [(name: String, value: Data)] = []
        fields.reserveCapacity(parts.count / 2)
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            if let name = parts[index].text, let value = parts[index + 1].data { fields.append((name, value)) }
        }
        func bytes(_ name: String) -> Data? { fields.first { $0.name == name }?.value }
        func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
        func number(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }
        func instant(_ name: String) -> JobInstant? { number(name).map(JobInstant.init(milliseconds:)) }

        guard let id = parts.first?.text, let state = text("state").flatMap(JobState.init(rawValue:)),
            let priority = text("prio").flatMap(JobPriority.init(rawValue:)), let created = instant("created"),
            let revision = number("rev"), let sequence = number("seq")
        else { throw failure.damaged("unexpected job \(parts.first?.text ?? "")") }
        let lease = number("token").flatMap { token in
            instant("until").map { JobLease(token: token, worker: text("worker") ?? "", expiresAt: $0) }
        }
        let jobFailure = text("code").map { code in
            JobFailure(
                code: code, message: text("message") ?? "", step: text("fstep"), retryable: text("retryable") == "1")
        }
        job = JobRecord(
            id: JobID(rawValue: id), state: state, revision: Int(revision), sequence: sequence,
            name: text("name") ?? "",
            route: text("route") ?? "", client: text("client") ?? "", metadata: bytes("metadata") ?? Data(),
            payloadBytes: Int(number("bytes") ?? 0), hasPayload: bytes("sha") != nil,
            attempt: Int(number("attempt") ?? 0), maxAttempts: Int(number("max") ?? 1), priority: priority,
            step: text("step"), fraction: text("fraction").flatMap { Double($0) } ?? 0,
            cancelRequested: bytes("stop") != nil, createdAt: created, queuedAt: instant("queued"),
            startedAt: instant("started"), finishedAt: instant("finished"), lease: lease, result: bytes("result"),
            summary: text("summary"), failure: jobFailure,
            // What can't be read is left out: the job is worth more than its history.
            attempts: bytes("attempts").flatMap { try? JSONDecoder().decode([FailedAttempt].self, from: $0) } ?? [])
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
