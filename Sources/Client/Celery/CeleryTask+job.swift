import API
import Foundation

extension CeleryTask {
    /// The task as the dashboard shows it.
    var job: Job {
        var job = Job(
            id: jobID, status: status, revision: 0,
            image: ImageInfo(name: title, format: "", width: 0, height: 0, bytes: 0, sha256: ""),
            model: queue ?? "", topK: 0, client: worker ?? "", attempt: attempt, createdAt: created,
            startedAt: started, finishedAt: finished, error: error, attempts: attempts)
        if let started { job.timingsMs.queued = max(0, started.timeIntervalSince(created) * 1000) }
        if status.isFinished, let seconds = runtime ?? worked { job.timingsMs.inferring = max(0, seconds * 1000) }
        if status == .queued, error != nil { job.waiting = JobWaiting(.retry) }
        if status == .succeeded { job.outcome = result.map { CeleryText.result($0) } }
        return job
    }

    private var title: String {
        guard let name else { return "task \(id.prefix(8))" }
        return CeleryText.call(name, args, kwargs)
    }

    private var attempt: Int { status == .queued && error == nil ? retries : retries + 1 }

    private var worked: Double? {
        guard let started, let finished else { return nil }
        return finished.timeIntervalSince(started)
    }
}
