package import Foundation

/// Moves a queue from a file into Redis: jobs that wait and jobs that are finished, with images, results, attempts and
/// idempotency keys, under the ids that they have. What is there already stays, so a copy that was cut short goes on.
package enum QueueCopy {
    package struct Outcome: Sendable, Equatable {
        package var copied = 0
        /// Were there already.
        package var known = 0

        package init(copied: Int = 0, known: Int = 0) {
            self.copied = copied
            self.known = known
        }
    }

    /// Bytes of images that one step has, at least one job's.
    private static let stepBytes = 4 << 20
    private static let stepJobs = 100

    /// Jobs that ran when their service ended count as given back. No process may work on the file meanwhile.
    /// - Parameter note: called after each step.
    /// - Throws: as the stores' `init`; `storeUnavailable`.
    package static func run(
        from path: String, to url: RedisURL, note: (Outcome) -> Void = { _ in }
    ) async throws(JobError) -> Outcome {
        let source = try SQLiteJobStore(path: path)
        let outcome: Outcome
        do throws(JobError) {
            _ = try await source.recoverAfterRestart(now: SystemClock().now())
            let target = try RedisJobStore(url)
            outcome = try await copy(source, target, note)
            try await target.close()
        } catch {
            try? await source.close()
            throw error
        }
        try await source.close()
        return outcome
    }

    private static func copy(
        _ source: SQLiteJobStore, _ target: RedisJobStore, _ note: (Outcome) -> Void
    ) async throws(JobError) -> Outcome {
        var outcome = Outcome()
        var last: Int64 = 0
        while true {
            let step = try await source.kept(after: last, jobs: stepJobs, bytes: stepBytes)
            guard let newest = step.last else { return outcome }
            last = newest.key
            var arguments = RedisCommand()
            arguments.add(step.count)
            for kept in step { RedisJobHash.add(kept, to: &arguments) }
            let answer = try await target.run(.restore, arguments)
            outcome.copied += Int(try answer.integer(0))
            outcome.known += step.count - Int(try answer.integer(0))
            note(outcome)
        }
    }
}

/// A job with all that a store has of it.
struct KeptJob: Sendable {
    var key: Int64
    var job: JobRecord
    var payload: Data?
    var idempotencyKey: String?
}
