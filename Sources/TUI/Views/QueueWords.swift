import API
import Foundation

/// What the queue says about a job, in words.
enum QueueWords {
    /// `4th · ~0.3 s`
    static func waiting(_ job: Job, _ model: Model) -> String {
        guard let place = model.queue.position(of: job) else { return Strings.waitingWord }
        guard let eta = job.etaMs, let first = job.queuePosition, first > 0 else { return Strings.position(place) }
        let left = eta * Double(place) / Double(first)
        return "\(Strings.position(place)) · ~\(Shown.milliseconds(left))"
    }

    /// Why a job waits, in a few words: what is known of the queue now is more recent than the job's snapshot.
    static func reason(_ job: Job, _ model: Model) -> String? {
        guard job.status == .queued, let waiting = waitingNow(job, model) else { return nil }
        let words = Strings.waiting(waiting, left: left(waiting, model))
        guard waiting.known == .retry, let error = job.error else { return words }
        return "\(words ?? ""): \(error.message)"
    }

    /// The same in a sentence.
    static func sentence(_ job: Job, _ model: Model) -> String? {
        guard let waiting = waitingNow(job, model) else { return nil }
        return Strings.waitingSentence(waiting, left: left(waiting, model), attempt: job.attempt)
    }

    /// Of the time that it waits for; nil once that is over.
    private static func left(_ waiting: JobWaiting, _ model: Model) -> String? {
        guard let left = waiting.until?.timeIntervalSince(model.now), left > 0 else { return nil }
        return Shown.seconds(Int(min(left.rounded(.up), 1e9)))
    }

    static func waitingNow(_ job: Job, _ model: Model) -> JobWaiting? {
        guard job.status == .queued else { return nil }
        if model.stats.latest?.isPaused == true { return JobWaiting(.paused) }
        return job.waiting?.known == .paused ? nil : job.waiting
    }

    /// Work for finished jobs, or that there was none; age for those that run longer than a second.
    /// In a list by end: how long ago that was.
    static func time(_ job: Job, _ model: Model) -> String {
        if model.queue.order.isByFinish, let end = job.finishedAt {
            return Shown.age(model.now.timeIntervalSince(end))
        }
        switch job.status {
        case .queued: return ""
        case .running:
            guard let started = job.startedAt else { return "" }
            let seconds = model.now.timeIntervalSince(started)
            return seconds >= 1 ? Shown.seconds(Int(min(seconds, 1e9))) : ""
        case .succeeded, .failed, .cancelled:
            if job.cached { return Strings.cachedWord }
            let work = job.timingsMs.work
            return work > 0 ? Shown.milliseconds(work) : ""
        }
    }

    /// The last column of results: label and score, the error, or nothing.
    static func result(_ job: Job, width: Int, theme: Theme) -> Line {
        if let best = job.prediction?.first {
            let score = Shown.score(best.score)
            let label = ShownText.truncate(Shown.shortLabel(best.label), to: max(0, width - score.count - 1))
            return Line(label, theme.text) + Line(" \(score)", theme.dim)
        }
        if let outcome = job.outcome { return Line(ShownText.truncate(outcome, to: width), theme.text) }
        if let error = job.error {
            return Line(ShownText.truncate(error.message, to: width), theme.bad)
        }
        return .empty
    }
}
