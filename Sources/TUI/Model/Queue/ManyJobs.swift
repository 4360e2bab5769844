package import API
package import Foundation

/// What can be done to many jobs at once.
package enum ManyAction: String, Sendable, Equatable {
    case cancel, retry, forget

    /// States that it takes.
    package var states: [JobStatus] {
        switch self {
        case .cancel: [.queued, .running]
        case .retry: [.failed, .cancelled]
        case .forget: [.succeeded, .failed, .cancelled]
        }
    }

    /// The words that narrow a filter to what the action takes.
    var filter: String { "state:" + states.map(\.rawValue).joined(separator: ",") }

    /// Whether it waits ten seconds in which `z` takes it back.
    package var isHeld: Bool { self != .retry }
}

/// Which jobs an action means.
package enum ManyJobs: Sendable, Equatable {
    case these([String])
    /// All that a filter matches, in the filter language; with the filter that the user sees.
    case matching(String, shown: String)
}

/// An action that was asked for and waits for its ten seconds, or for its answer.
package struct HeldAction: Sendable, Equatable {
    package static let seconds = 10.0

    package var number: Int
    package var action: ManyAction
    package var jobs: ManyJobs
    /// Jobs that it is about, as they were counted.
    package var count: Int
    /// Of the only job.
    package var name: String?
    /// When it is sent.
    package var due: Date
    package var isSent = false
    /// For looking up one line: the ids, or the filter.
    private var ids: Set<String> = []
    private var filter: QueueFilter?

    package init(number: Int, action: ManyAction, jobs: ManyJobs, count: Int, name: String? = nil, due: Date) {
        self.number = number
        self.action = action
        self.jobs = jobs
        self.count = count
        self.name = name
        self.due = due
        switch jobs {
        case .these(let ids): self.ids = Set(ids)
        case .matching(let filter, _): self.filter = QueueFilter(filter)
        }
    }

    /// Whether a job is one of those it is about.
    package func covers(_ job: Job, at now: Date) -> Bool {
        guard action.states.contains(job.status) else { return false }
        return filter.map { $0.matches(job, at: now) } ?? ids.contains(job.id)
    }

    /// Seconds left, 1 at least.
    package func secondsLeft(at now: Date) -> Int { max(1, Int(due.timeIntervalSince(now).rounded(.up))) }
}

/// How an action on many jobs went.
package struct ManyResult: Sendable, Equatable {
    package var changed = 0
    /// Their state did not allow it any more, or they were gone.
    package var left = 0
    /// The service refused, or could not be reached.
    package var failed = 0
    package var error: String?

    package init(changed: Int = 0, left: Int = 0, failed: Int = 0, error: String? = nil) {
        self.changed = changed
        self.left = left
        self.failed = failed
        self.error = error
    }
}
