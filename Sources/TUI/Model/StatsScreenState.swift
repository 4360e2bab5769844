package import API
package import Foundation

/// The panes of the stats screen.
package enum StatsPane: Sendable, Equatable, CaseIterable {
    case rate, latency, depth, failures, workers
}

/// What the stats screen shows and how: the history is collected on every screen, the workers only while they are seen.
package struct StatsScreenState: Sendable {
    package var history = StatsHistory()
    package var range = StatsRange.fiveMinutes
    package var focus = StatsPane.rate
    /// The pane with the focus has the whole screen.
    package var isEnlarged = false

    package var workers: WorkerList?
    package var workersProblem: String?
    package var workersAskedAt: Date?
    package var isAskingWorkers = false
    /// First line of the workers.
    package var workersOffset = 0
    /// The line of the workers that keys act on.
    package var workersCursor = 0

    /// Jobs whose end has been taken in before the ends of the past were answered; nil when these have been.
    package var counted: Set<String>? = []

    package init() {}
}
