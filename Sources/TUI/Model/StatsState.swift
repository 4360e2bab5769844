package import API
package import Foundation

/// The figures of the header. They are asked for only while events come in.
package struct StatsState: Sendable {
    package var latest: ServiceStats?
    package var isAsking = false
    /// Something happened since the last question.
    package var isStale = false
    package var askedAt: Date?
    package var throughput = Throughput()
    package var changes = StateChanges()
    /// Why there are no new figures.
    package var problem: String?
    /// Of the service, in seconds, and when it was told: less than before is a restart.
    var uptime: (seconds: Double, at: Date)?
    /// Ends that the history has, by job and revision, so that none is counted twice.
    var newestEnd: [String: Int] = [:]
    /// What the history has noted last.
    var notedDepth: Depth?

    struct Depth: Sendable, Equatable {
        var queued: Int
        var running: Int
    }

    package init() {}
}

extension Model {
    /// Jobs in a state, never behind the queue below: counted there when all are loaded, else the service's figure with
    /// what events have changed since. nil before the service has answered.
    package func count(_ status: JobStatus) -> Int? {
        guard let figures = stats.latest else { return nil }
        if queue.filter.isEmpty, queue.isComplete, queue.total == queue.count { return queue.counts[status] ?? 0 }
        return stats.changes.corrected(figures.count(status), status)
    }
}

/// Successes of the last seconds, as this dashboard saw them.
package struct Throughput: Sendable, Equatable {
    /// Seconds that the sparkline covers.
    package static let span = 8

    /// Successes by whole second since 1970.
    private var counts: [Int: Int] = [:]
    package private(set) var lastEvent: Date?

    package init() {}

    package mutating func record(_ job: Job, at now: Date) {
        lastEvent = now
        guard job.status == .succeeded else { return }
        let second = Int(now.timeIntervalSince1970)
        counts[second, default: 0] += 1
        counts = counts.filter { $0.key > second - Self.span - 1 }
    }

    /// Successes in each of the last `span` seconds, oldest first; the second under way is left out.
    package func history(at now: Date) -> [Int] {
        let second = Int(now.timeIntervalSince1970)
        return (1...Self.span).reversed().map { counts[second - $0] ?? 0 }
    }

    /// Whether anything happened lately enough to be drawn.
    package func isActive(at now: Date) -> Bool {
        guard let lastEvent else { return false }
        return now.timeIntervalSince(lastEvent) < Double(Self.span + 1)
    }
}

/// What events have changed since the last figures, so that the header keeps up with the queue between two of them.
package struct StateChanges: Sendable, Equatable {
    private var counts: [JobStatus: Int] = [:]
    /// Jobs that events have told of: a filter may hide them from the list.
    private var heard: [String: Heard] = [:]

    private struct Heard: Sendable, Equatable {
        var status: JobStatus
        var revision: Int
    }

    package init() {}

    /// - Parameter known: the job as it was before this snapshot, if it is listed.
    package mutating func record(_ job: Job, known: Job?) {
        let last = known.map { Heard(status: $0.status, revision: $0.revision) } ?? heard[job.id]
        if let last, last.revision >= job.revision { return }
        heard[job.id] = Heard(status: job.status, revision: job.revision)
        let before = last?.status ?? Self.usual(before: job)
        guard before != job.status else { return }
        if let before { counts[before, default: 0] -= 1 }
        counts[job.status, default: 0] += 1
    }

    /// New figures hold all that has happened before them.
    package mutating func forgetCounts() {
        counts = [:]
        heard = heard.filter { !$0.value.status.isFinished }
    }

    /// The figure with the changes since.
    package func corrected(_ value: Int, _ status: JobStatus) -> Int {
        let (sum, overflow) = value.addingReportingOverflow(counts[status] ?? 0)
        return overflow ? value : max(0, sum)
    }

    /// What a job that was never heard of must have been a moment ago; nil when it is new.
    private static func usual(before job: Job) -> JobStatus? {
        switch job.status {
        case .queued: nil
        case .running, .cancelled: .queued
        case .succeeded, .failed: .running
        }
    }
}
