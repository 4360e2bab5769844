/// How long finished jobs are kept. Jobs that wait or run are never touched. nil is without limit.
package struct RetentionPolicy: Sendable, Equatable {
    /// Milliseconds from the end of a job until it is forgotten. Default 30 days.
    package var jobMilliseconds: Int64?
    /// Milliseconds from the end of a job until its payload is dropped; its result stays. Default 7 days.
    package var payloadMilliseconds: Int64?
    /// Finished jobs; beyond that the longest finished are forgotten. Default 1,000,000.
    package var jobs: Int?
    /// Bytes of the finished jobs' payloads; beyond that those of the longest finished are dropped. Default 10 GiB.
    package var payloadBytes: Int?

    package init(
        jobMilliseconds: Int64? = 30 * 86_400_000, payloadMilliseconds: Int64? = 7 * 86_400_000,
        jobs: Int? = 1_000_000, payloadBytes: Int? = 10 << 30
    ) {
        self.jobMilliseconds = jobMilliseconds
        self.payloadMilliseconds = payloadMilliseconds
        self.jobs = jobs
        self.payloadBytes = payloadBytes
    }

    /// Everything is kept.
    package static let forever = RetentionPolicy(
        jobMilliseconds: nil, payloadMilliseconds: nil, jobs: nil, payloadBytes: nil)
}

/// What one step of the janitor did.
package struct RetentionStep: Sendable, Equatable {
    package var forgotten = 0
    package var payloadsDropped = 0

    package init(forgotten: Int = 0, payloadsDropped: Int = 0) {
        self.forgotten = forgotten
        self.payloadsDropped = payloadsDropped
    }

    package var isEmpty: Bool { forgotten == 0 && payloadsDropped == 0 }
}
