/// What may wait at a time.
package struct QueueLimits: Sendable, Equatable {
    /// Waiting jobs. Default 10,000.
    package var jobs: Int
    /// Bytes of the waiting jobs' payloads. Default: no limit.
    package var bytes: Int
    /// Waiting jobs of one client. Default: no limit but the queue's own.
    package var jobsPerClient: Int

    package init(jobs: Int = 10_000, bytes: Int = .max, jobsPerClient: Int = .max) {
        self.jobs = jobs
        self.bytes = bytes
        self.jobsPerClient = jobsPerClient
    }

    /// Holds what would wait after a request against the limits.
    ///
    /// - Parameter ofClient: waiting jobs of the client; asked for only where it can be over its share.
    /// - Throws: `queueFull`, `clientOverShare`.
    func check(
        jobs waiting: Int, bytes waitingBytes: Int, client: String, ofClient: () throws -> Int
    ) throws {
        guard waiting <= jobs else { throw JobError.full(jobs) }
        guard waitingBytes <= bytes else { throw JobError.full(bytes: bytes) }
        guard waiting > jobsPerClient, try ofClient() > jobsPerClient else { return }
        throw JobError.overShare(client, jobsPerClient)
    }
}
