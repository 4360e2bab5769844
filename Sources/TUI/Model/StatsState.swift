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

    package init() {}
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
