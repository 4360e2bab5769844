package import API
package import Foundation

/// Files on their way to the service, at most `parallel` at a time.
package struct UploadState: Sendable {
    package static let parallel = 4

    package struct Item: Sendable, Equatable {
        package var number: Int
        package var path: RawPath
        /// `name@version`; nil is the service's default.
        package var model: String?
        /// Tries so far.
        package var attempt = 0
        /// A try ended without an answer: the service may hold the image all the same.
        package var mayHaveArrived = false
    }

    package var waiting: [Item] = []
    package var sending: [Int: Item] = [:]
    /// Numbers of those under way whose job is to be cancelled as soon as the service has named it.
    package var cancelling: Set<Int> = []
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
    /// Taken back after the upload had begun: its answer is waited for, so that no job is left behind.
    case cancelling
    /// Turned away for now, with the reason.
    case retrying(at: Date, reason: String)
    /// For good; with a stable code where the service has one.
    case refused(code: String?, message: String)
    /// Accepted: the job as it is now.
    case job(Job)

    package var job: Job? {
        if case .job(let job) = self { job } else { nil }
    }

    package var isUnderWay: Bool {
        switch self {
        case .waiting, .sending, .retrying, .cancelling: true
        case .refused, .job: false
        }
    }
}
