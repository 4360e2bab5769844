import Crypto
import Foundation

extension RedisJobHash {
    /// What `RedisScript.restore` reads of a job that does not run: its id, its fields and its payload.
    static func add(_ kept: KeptJob, to command: inout RedisCommand) {
        let job = kept.job
        var fields: [(String, Data)] = []
        func put(_ name: String, _ bytes: Data?) { if let bytes { fields.append((name, bytes)) } }
        func put(_ name: String, _ text: String?) { put(name, text.map { Data($0.utf8) }) }
        func put(_ name: String, _ number: Int64?) { put(name, number.map { String($0) }) }

        put("state", job.state.rawValue)
        put("rev", Int64(job.revision))
        put("name", job.name)
        put("fname", [job.name, job.id.rawValue].map(SearchText.fold).joined(separator: "\n"))
        put("route", job.route)
        put("froute", SearchText.fold(job.route))
        put("client", job.client)
        put("metadata", job.metadata)
        put("bytes", Int64(job.payloadBytes))
        put("sha", kept.payload.map(digest))
        put("attempt", Int64(job.attempt))
        put("max", Int64(job.maxAttempts))
        put("prio", job.priority.rawValue)
        put("step", job.step)
        put("fraction", String(job.fraction))
        put("created", job.createdAt.milliseconds)
        put("queued", job.queuedAt.milliseconds)
        put("due", job.notBefore?.milliseconds)
        put("started", job.startedAt?.milliseconds)
        put("finished", job.finishedAt?.milliseconds)
        put("result", job.result)
        put("summary", job.summary)
        put("fsummary", job.summary.map(SearchText.fold))
        put("code", job.failure?.code)
        put("message", job.failure?.message)
        put("fmessage", job.failure.map { SearchText.fold($0.message) })
        put("fstep", job.failure?.step)
        put("retryable", job.failure?.retryable == true ? "1" : nil)
        put("attempts", job.attempts.isEmpty ? nil : try? JSONEncoder().encode(job.attempts))
        put("key", kept.idempotencyKey)

        command.add(job.id.rawValue)
        command.add(fields.count)
        for (name, value) in fields {
            command.add(name)
            command.add(value)
        }
        command.add(kept.payload ?? Data())
    }

    /// The name of a payload: jobs with the same bytes have the same.
    static func digest(_ payload: Data) -> String { Data(SHA256.hash(data: payload)).base64EncodedString() }
}
