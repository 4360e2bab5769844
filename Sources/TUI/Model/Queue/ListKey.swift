package import API
import Foundation

/// Where a job stands in a list: what the list is sorted by, then the id.
package struct ListKey: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970; 0 in a list by submission, and for a job that has not ended.
    package var time: Int64
    package var id: String

    package init(time: Int64, id: String) {
        self.time = time
        self.id = id
    }

    package static func < (one: Self, other: Self) -> Bool {
        one.time == other.time ? one.id < other.id : one.time < other.time
    }
}

/// The orders that the service lists jobs in. Jobs that have not ended stand at the end of `newestFinished` and at the
/// front of `oldestFinished`.
package enum JobOrder: String, Sendable, CaseIterable {
    case newest = "-created"
    case oldest = "created"
    case newestFinished = "-finished"
    case oldestFinished = "finished"

    package var isDescending: Bool { self == .newest || self == .newestFinished }
    package var isByFinish: Bool { self == .newestFinished || self == .oldestFinished }

    /// The same list from its other end.
    package var opposite: JobOrder {
        switch self {
        case .newest: .oldest
        case .oldest: .newest
        case .newestFinished: .oldestFinished
        case .oldestFinished: .newestFinished
        }
    }

    package func key(of job: Job) -> ListKey {
        ListKey(time: isByFinish ? job.finishedAt.map(JobRow.milliseconds) ?? 0 : 0, id: job.id)
    }
}
