import API

/// The files that were given on the command line: which are still to be sent, and which jobs are still to end.
struct LinearFiles: Sendable {
    private(set) var unsent: Int
    private(set) var pending: Set<String> = []
    private(set) var failures = 0
    private let total: Int

    init(count: Int) {
        unsent = count
        total = count
    }

    /// All have come to an end; never where none were given.
    var isDone: Bool { total > 0 && unsent == 0 && pending.isEmpty }

    /// - Parameter status: as the events have told it, which may be faster than the answer to the submission.
    mutating func sent(_ job: Job, known status: JobStatus?) {
        unsent -= 1
        let status = status ?? job.status
        if status.isFinished { count(status) } else { pending.insert(job.id) }
    }

    mutating func notSent() {
        unsent -= 1
        failures += 1
    }

    /// - Parameter status: nil: the job is gone.
    mutating func changed(_ id: String, _ status: JobStatus?) {
        guard pending.contains(id), status?.isFinished ?? true else { return }
        pending.remove(id)
        count(status)
    }

    private mutating func count(_ status: JobStatus?) {
        if status != .succeeded { failures += 1 }
    }
}
