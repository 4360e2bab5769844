/// Copies a queue from one store into another: jobs that wait and jobs that are finished, with images, results, attempts and
/// idempotency keys, under the ids that they have. What is there already stays, so a copy that was cut short goes on. Every
/// job is read again from where it was copied to, and compared.
package enum QueueCopy {
    package enum Place: Sendable {
        /// A file that no process works on.
        case file(String)
        /// A queue that no worker works on, where it is the source.
        case redis(RedisURL)
    }

    package struct Outcome: Sendable, Equatable {
        package var copied = 0
        /// Were there already.
        package var known = 0
        /// Were there already and have changed since: a service goes on with them.
        package var goneOn = 0
        /// Are not the same on both sides, at most ten of them.
        package var different: [JobID] = []
        /// Of the jobs that were compared: their digests added up, which no order changes. Equal when all jobs are.
        package var sourceSum: UInt64 = 0
        package var targetSum: UInt64 = 0

        package init() {}

        package var jobs: Int { copied + known }
    }

    /// Bytes of images that one step has, at least one job's.
    private static let stepBytes = 4 << 20
    private static let stepJobs = 100

    /// Jobs that ran when their worker ended count as waiting.
    /// - Parameter note: called after each step.
    /// - Throws: as the stores' `init`; `storeInUse`, `storeUnavailable`.
    package static func run(
        from: Place, to: Place, note: (Outcome) -> Void = { _ in }
    ) async throws(JobError) -> Outcome {
        let source = try open(from)
        do throws(JobError) {
            try await source.settle()
            let target = try open(to)
            do throws(JobError) {
                let outcome = try await copy(source, target, note)
                try await target.close()
                try await source.close()
                return outcome
            } catch {
                try? await target.close()
                throw error
            }
        } catch {
            try? await source.close()
            throw error
        }
    }

    private static func open(_ place: Place) throws(JobError) -> any CopyableStore {
        switch place {
        case .file(let path): try SQLiteJobStore(path: path)
        case .redis(let url): try RedisJobStore(url)
        }
    }

    private static func copy(
        _ source: any CopyableStore, _ target: any CopyableStore, _ note: (Outcome) -> Void
    ) async throws(JobError) -> Outcome {
        var outcome = Outcome()
        var place: KeptPlace? = .start
        while let current = place {
            let step = try await source.kept(at: current, jobs: stepJobs, bytes: stepBytes)
            place = step.next
            guard !step.jobs.isEmpty else { continue }
            let copied = try await target.restore(step.jobs.map(\.settled))
            outcome.copied += copied
            outcome.known += step.jobs.count - copied
            let there = try await target.kept(step.jobs.map(\.job.id))
            outcome.compare(step.jobs, there)
            note(outcome)
        }
        return outcome
    }
}

extension QueueCopy.Outcome {
    fileprivate mutating func compare(_ jobs: [KeptJob], _ there: [KeptJob]) {
        let copies = Dictionary(there.map { ($0.job.id, $0) }, uniquingKeysWith: { first, _ in first })
        for kept in jobs {
            guard let copy = copies[kept.job.id] else {
                note(kept.job.id)
                continue
            }
            if copy.job.revision > kept.job.revision {
                goneOn += 1
                continue
            }
            let (digest, other) = (kept.digest, copy.digest)
            sourceSum &+= Self.number(digest)
            targetSum &+= Self.number(other)
            if digest != other { note(kept.job.id) }
        }
    }

    private mutating func note(_ id: JobID) {
        if different.count < 10 { different.append(id) }
    }

    private static func number(_ digest: some Sequence<UInt8>) -> UInt64 {
        digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
