package import API
package import Foundation

/// Files on their way to the service, at most `parallel` at a time.
package struct UploadState: Sendable {
    package static let parallel = 4

    package struct Item: Sendable, Equatable {
        package var number: Int
        package var path: RawPath
        /// Tries so far.
        package var attempt = 0
    }

    package var waiting: [Item] = []
    package var sending: [Int: Item] = [:]
    /// Of the batch that is being sent: both are 0 when nothing is under way.
    package var total = 0
    package var finished = 0
    package var nextNumber = 1
    /// What became of each file that was submitted from here.
    package var outcomes: [RawPath: UploadOutcome] = [:]
    /// The file that a job of this session came from.
    package var pathOfJob: [String: RawPath] = [:]

    package init() {}

    package var isBusy: Bool { !waiting.isEmpty || !sending.isEmpty }
    package var remaining: Int { waiting.count + sending.count }
}

package enum UploadOutcome: Sendable, Equatable {
    case waiting, sending
    /// Turned away for now, with the reason.
    case retrying(at: Date, reason: String)
    /// For good, with a stable code.
    case refused(code: String, message: String)
    /// Accepted: the job as it is now.
    case job(Job)

    package var job: Job? {
        if case .job(let job) = self { job } else { nil }
    }

    package var isUnderWay: Bool {
        switch self {
        case .waiting, .sending, .retrying: true
        case .refused, .job: false
        }
    }
}
