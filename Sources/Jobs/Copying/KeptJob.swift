import Crypto
package import Foundation

/// A job with all that a store has of it.
package struct KeptJob: Sendable {
    package var job: JobRecord
    /// nil: dropped.
    package var payload: Data?
    package var idempotencyKey: String?

    package init(job: JobRecord, payload: Data?, idempotencyKey: String? = nil) {
        self.job = job
        self.payload = payload
        self.idempotencyKey = idempotencyKey
    }

    /// As another store takes it over: a job that ran when its worker went waits again.
    var settled: KeptJob {
        var kept = self
        guard job.state == .running else { return kept }
        kept.job.state = .queued
        kept.job.lease = nil
        kept.job.step = nil
        kept.job.fraction = 0
        return kept
    }

    /// SHA-256 of all that has to be the same in every store: everything but the place among the store's changes, and the time
    /// of the next attempt, which is no change when it is over.
    var digest: Data {
        var hash = SHA256()
        func add(_ bytes: Data?) {
            // With its length, so that no two values run into each other.
            hash.update(data: Data("\(bytes?.count ?? -1):".utf8))
            if let bytes { hash.update(data: bytes) }
        }
        func add(_ value: (some CustomStringConvertible)?) { add(value.map { Data($0.description.utf8) }) }
        func add(_ failure: JobFailure?) {
            for text in [failure?.code, failure?.message, failure?.step] { add(text) }
            add(failure?.retryable)
        }
        let job = settled.job
        for text in [job.id.rawValue, job.state.rawValue, job.name, job.route, job.client, job.priority.rawValue] {
            add(text)
        }
        for number in [job.revision, job.payloadBytes, job.attempt, job.maxAttempts] { add(number) }
        for time in [job.createdAt, job.queuedAt, job.startedAt, job.finishedAt] { add(time?.milliseconds) }
        add(job.fraction)
        add(job.step)
        add(job.metadata)
        add(job.result)
        add(job.summary)
        add(job.failure)
        for attempt in job.attempts {
            for number in [
                Int64(attempt.attempt), attempt.startedAt?.milliseconds, attempt.endedAt.milliseconds,
            ] { add(number) }
            add(attempt.worker)
            add(attempt.failure)
        }
        add(idempotencyKey)
        add(payload)
        return Data(hash.finalize())
    }
}
