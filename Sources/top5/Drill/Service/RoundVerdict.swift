import API
import EmbeddedServer

/// What became of a round's images: what the clients saw accepted, held against the service and against the store.
///
/// **Lost** is an image whose 202 a client saw and that the service doesn't show as finished, or that the store hasn't as
/// finished with an end in its ledger.
///
/// **Finished twice** is a job with more than one end. That is proven by the database itself: a trigger notes every
/// update that ends a job, or replaces the result of one that had ended, in the transaction of that update
/// (`FinishLedger`), so no end can hide behind a crash or between two looks at the job. A follower of the events, who
/// resumes after every kill, counts a second time: two finished snapshots of a job with different revisions are two ends.
struct RoundVerdict: Sendable, Equatable {
    var accepted = 0
    var succeeded = 0
    var cancelled = 0
    /// Jobs that failed, by code.
    var failed: [String: Int] = [:]
    /// Ids.
    var lost: [String] = []
    var finishedTwice: [String] = []
    /// Submissions that are more than one job.
    var storedTwice: [String] = []
    /// Jobs whose result is not that of their picture.
    var mixedUp: [String] = []
    /// Jobs of whose end the events never told.
    var unheard: [String] = []
    /// Attempts beyond the first: what kills cost.
    var repeatedAttempts = 0

    /// - Parameters:
    ///   - jobs: what the service says, by id.
    ///   - ends: revisions at which followers saw a job finished, by id.
    ///   - expected: the top-1 label of each sample.
    init(
        _ accepted: [SubmissionBook.Accepted], jobs: [String: Job], stored: [StoreAudit.StoredJob],
        ends: [String: Set<Int>], expected: [Int: String]
    ) {
        self.accepted = accepted.count
        let byID = Dictionary(stored.map { ($0.id, $0) }) { first, _ in first }
        let byKey = Dictionary(grouping: stored, by: { "\($0.client) \($0.idempotencyKey ?? "")" })
        var ids: Set<String> = []
        for submission in accepted {
            let id = submission.id
            let twins = byKey["\(submission.client) \(submission.key)"] ?? []
            // Two submissions that were given one job: one of the two images is nowhere.
            let isFirst = ids.insert(id).inserted
            if twins.count > 1 { storedTwice.append(id) }
            let kept = byID[id]
            guard isFirst, let job = jobs[id], job.status.isFinished, let kept, kept.status.isFinished, kept.ends > 0
            else {
                lost.append(id)
                continue
            }
            let heard = ends[id] ?? []
            if kept.ends > 1 || heard.count > 1 || kept.status != job.status { finishedTwice.append(id) }
            if heard.isEmpty { unheard.append(id) }
            repeatedAttempts += max(0, job.attempt - 1)
            count(job, expected[submission.sample])
        }
    }

    private mutating func count(_ job: Job, _ expected: String?) {
        switch job.status {
        case .failed:
            failed[job.error?.code ?? "no code", default: 0] += 1
        case .cancelled:
            cancelled += 1
        case .succeeded, .queued, .running:
            succeeded += 1
            if let expected, job.prediction?.first?.label != expected { mixedUp.append(job.id) }
        }
    }
}
