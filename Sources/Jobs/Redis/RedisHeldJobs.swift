import Synchronization

/// Jobs under leases that this process was given, as they were claimed: at their end the server need not repeat them.
final class RedisHeldJobs: Sendable {
    /// Leases that were lost leave theirs behind. Forgetting one costs no more than that the server answers in full.
    private static let most = 4096

    /// By fencing token.
    private let jobs = Mutex<[Int64: JobRecord]>([:])

    func keep(_ job: JobRecord) {
        guard let token = job.lease?.token else { return }
        jobs.withLock { jobs in
            if jobs.count >= Self.most { jobs = [:] }
            jobs[token] = job
        }
    }

    func take(_ id: JobID, token: Int64) -> JobRecord? {
        guard let job = jobs.withLock({ $0.removeValue(forKey: token) }), job.id == id else { return nil }
        return job
    }
}
