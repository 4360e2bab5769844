package import Foundation

/// Why a queued job does not run yet.
package struct JobWaiting: Codable, Sendable, Equatable {
    /// A `WaitingReason`, or what a later version has to say.
    package var reason: String
    /// The client whose job comes right before this one; nil when it is the job's own, or none.
    package var behind: String?

    /// No worker takes it before; nil when it waits for no time.
    package var until: Date?

    package init(_ reason: WaitingReason, behind: String? = nil, until: Date? = nil) {
        self.reason = reason.rawValue
        self.behind = behind
        self.until = until
    }

    /// nil: of a later version.
    package var known: WaitingReason? { WaitingReason(rawValue: reason) }

    /// Absent values are written as `null`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(reason, forKey: .reason)
        try container.encode(behind, forKey: .behind)
        try container.encode(until, forKey: .until)
    }

    enum CodingKeys: String, CodingKey {
        case reason, behind, until
    }
}

/// The most telling of the reasons that a job waits for, in this order.
package enum WaitingReason: String, Sendable, CaseIterable {
    /// Claiming is stopped.
    case paused
    /// Nobody works on the queue: no slot, or no worker process is up.
    case noWorker = "no_worker"
    /// Its model can't be used as it is.
    case modelUnusable = "model_unusable"
    /// Its model is being loaded, or will be for this job.
    case modelLoading = "model_loading"
    /// An attempt failed for a reason that may pass: it is tried again at its turn. While that has a time to come, only a
    /// pause is more telling.
    case retry
    /// Others come first, by their turns.
    case turn
    /// It is the next one that a worker takes.
    case next
}
