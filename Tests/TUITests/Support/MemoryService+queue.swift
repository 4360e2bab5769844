import API
import Client

// What the queue's keys ask of a service.
extension MemoryService {
    func forget(_ id: String) async throws(ClientError) {
        guard try await job(id).status.isFinished else {
            throw ClientError(.refused(status: 409, code: "CONFLICT"), "The job \(id) has not ended.")
        }
        drop(id)
    }

    /// - Parameter filter: words in names, and `state:` with one or more states.
    func apply(_ action: BulkAction, to filter: String) async throws(ClientError) -> BulkResult {
        let jobs = try await jobs(JobListQuery(filter: filter)).jobs
        for job in jobs {
            switch action {
            case .cancel: _ = try await cancel(job.id)
            case .retry: _ = try await retry(job.id)
            case .forget: drop(job.id)
            }
        }
        return BulkResult(matched: jobs.count, changed: jobs.count)
    }

    func setQueuePaused(_ isPaused: Bool) async throws(ClientError) -> QueueSwitch {
        QueueSwitch(isPaused: isPaused)
    }
}
