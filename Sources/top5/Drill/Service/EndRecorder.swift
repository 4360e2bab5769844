import API
import Client
import Synchronization

/// Every end of a job that a follower of the events has heard of, through all restarts of the service.
final class EndRecorder: Sendable {
    private let revisions = Mutex<[String: Set<Int>]>([:])

    /// By job, the revisions in which it was seen finished: two are two ends.
    var ends: [String: Set<Int>] { revisions.withLock { $0 } }

    /// Follows from the beginning, and resumes wherever the stream breaks, until its task is cancelled.
    func follow(_ service: HTTPServiceClient) async {
        for await event in service.follow(after: 0) {
            guard case .job(_, let job) = event, job.status.isFinished else { continue }
            revisions.withLock { _ = $0[job.id, default: []].insert(job.revision) }
        }
    }
}
