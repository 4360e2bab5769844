import API
import Foundation

/// From what `GET /results/ID` tells to a job.
enum TutorialTask {
    /// The job as it is after an answer that came at `now`. Times are those at which this program saw a change.
    static func updated(_ job: Job, by answer: TutorialStatus, at now: Date) -> Job {
        var job = job
        switch answer.status {
        case "PENDING", "RECEIVED":
            job.status = .queued
        case "STARTED", "PROGRESS":
            begin(&job, at: now)
            if let step = answer.step {
                let share = Double(JobStep.allCases.firstIndex(of: step) ?? 0) / Double(JobStep.allCases.count)
                job.progress = JobProgress(step: step, fraction: share)
            }
        case "RETRY":
            job.status = .queued
            job.progress = nil
            job.error = failure(answer.error ?? "It is tried again; the service does not say why.")
            job.waiting = JobWaiting(.retry)
        case "SUCCESS":
            end(&job, .succeeded, at: now)
            job.error = nil
            job.prediction = answer.lines?.enumerated().map { index, line in
                Prediction(index: index, label: line.label, score: line.score)
            }
            if job.prediction == nil {
                job.status = .failed
                job.error = failure("The service says that it is done, and sent no predictions that can be read.")
            }
        case "FAILURE":
            let step = job.progress?.step
            end(&job, .failed, at: now)
            job.error = failure(answer.error ?? "The service does not say why.")
            job.error?.step = step
        case "REVOKED": end(&job, .cancelled, at: now)
        default:
            // A state of the task's own.
            begin(&job, at: now)
        }
        return job
    }

    private static func begin(_ job: inout Job, at now: Date) {
        job.status = .running
        job.waiting = nil
        guard job.startedAt == nil else { return }
        job.startedAt = now
        job.attempt = max(1, job.attempt)
        job.timingsMs.queued = max(0, now.timeIntervalSince(job.createdAt) * 1000)
    }

    private static func end(_ job: inout Job, _ status: JobStatus, at now: Date) {
        job.status = status
        job.progress = nil
        job.waiting = nil
        job.attempt = max(1, job.attempt)
        job.finishedAt = now
        job.queuePosition = nil
    }

    private static func failure(_ message: String) -> ErrorDetail {
        ErrorDetail(code: "TASK_FAILED", message: PlainText.of(message))
    }
}
