import API
import Client
import Foundation

/// The stats screen: its keys, its history, and asking for the workers while they are seen.
extension Update {
    /// Seconds between two questions for the workers: while something happens, and for the heartbeats of a still service.
    private static func workersInterval(_ model: Model) -> Double {
        let seconds = model.stats.throughput.isActive(at: model.now) ? 1.0 : 5.0
        return model.isSlow ? seconds * 5 : seconds
    }

    static func moveStatsFocus(by step: Int, _ model: inout Model) {
        guard model.screen == .stats else { return }
        let panes = StatsPane.allCases
        let index = panes.firstIndex(of: model.statsScreen.focus) ?? 0
        model.statsScreen.focus = panes[(index + step + panes.count) % panes.count]
    }

    /// Up and down: lines of the workers, where they have the focus; else to the pane above or below.
    static func moveStats(by distance: Int, _ model: inout Model) {
        guard model.statsScreen.focus == .workers || model.layout.shape != .split || model.statsScreen.isEnlarged else {
            return moveStatsRow(by: distance.signum(), &model)
        }
        guard model.statsScreen.focus == .workers else { return }
        if distance == -1, model.statsScreen.workersCursor == 0 { return moveStatsRow(by: -1, &model) }
        let (line, isFar) = model.statsScreen.workersCursor.addingReportingOverflow(distance)
        model.statsScreen.workersCursor = isFar ? (distance > 0 ? .max : 0) : max(0, line)
    }

    private static func moveStatsRow(by step: Int, _ model: inout Model) {
        guard model.layout.shape == .split, !model.statsScreen.isEnlarged else { return }
        model.statsScreen.focus =
            switch (model.statsScreen.focus, step) {
            case (.rate, 1): .depth
            case (.latency, 1): .failures
            case (.depth, 1), (.failures, 1): .workers
            case (.depth, -1), (.workers, -1): model.statsScreen.focus == .workers ? .depth : .rate
            case (.failures, -1): .latency
            default: model.statsScreen.focus
            }
    }

    static func changeRange(by step: Int, _ model: inout Model) {
        let range = model.statsScreen.range.moved(by: step)
        if range == model.statsScreen.range {
            say(step > 0 ? Strings.longestRange : Strings.shortestRange, in: &model)
        }
        model.statsScreen.range = range
    }

    static func clampStats(_ model: inout Model) {
        let count = model.statsScreen.workers?.workers.count ?? 0
        let rows = StatsLayout(model).workerRows
        let cursor = min(model.statsScreen.workersCursor, max(0, count - 1))
        model.statsScreen.workersCursor = cursor
        // Seen as long as there is room for it.
        let offset = min(max(model.statsScreen.workersOffset, cursor - max(1, rows) + 1), cursor)
        model.statsScreen.workersOffset = min(offset, max(0, count - rows))
    }

    // MARK: History

    /// Takes the end of a job in. What the service tells after a time away happened when the job says.
    static func countEnd(_ job: Job, _ model: inout Model) {
        guard job.status.isFinished, model.stats.newestEnd[job.id] != job.revision else { return }
        let isLate = model.connection != .live || model.away != nil
        let date = isLate ? min(job.finishedAt ?? model.now, model.now) : model.now
        model.statsScreen.history.record(job, at: date)
        model.statsScreen.counted?.insert(job.id)
        // A service that never lists its past is not waited for.
        if (model.statsScreen.counted?.count ?? 0) > 5_000 { model.statsScreen.counted = nil }
        model.stats.newestEnd[job.id] = job.revision
        if model.stats.newestEnd.count > 2_000 { model.stats.newestEnd = [job.id: job.revision] }
    }

    static func noteDepth(_ model: inout Model) {
        guard let queued = model.count(.queued), let running = model.count(.running) else { return }
        let depth = StatsState.Depth(queued: queued, running: running)
        guard depth != model.stats.notedDepth else { return }
        model.stats.notedDepth = depth
        model.statsScreen.history.noteDepth(queued: queued, running: running, at: model.now)
    }

    /// What had ended before this dashboard began, as far as the service lists it in one page.
    static func historyLoaded(_ result: Result<JobList, ClientError>, _ model: inout Model) {
        guard let counted = model.statsScreen.counted else { return }
        guard case .success(let list) = result else { return }
        model.statsScreen.counted = nil
        for job in list.jobs where !counted.contains(job.id) {
            guard let date = job.finishedAt, date <= model.now else { continue }
            model.statsScreen.history.record(job, at: date)
        }
    }

    /// Asked once, as soon as the stream is open.
    static func askForHistory(_ model: Model) -> [Effect] {
        guard model.statsScreen.counted != nil else { return [] }
        let ended = JobStatus.allCases.filter(\.isFinished).map(\.rawValue).joined(separator: ",")
        return [.loadHistory(JobListQuery(filter: "state:" + ended, sort: "-finished", limit: 500))]
    }

    // MARK: Workers

    static func workersDue(_ model: Model) -> Date? {
        guard model.screen == .stats, model.connection == .live, !model.statsScreen.isAskingWorkers else { return nil }
        return (model.statsScreen.workersAskedAt ?? .distantPast).addingTimeInterval(workersInterval(model))
    }

    static func askForWorkers(_ model: inout Model) -> [Effect] {
        guard let due = workersDue(model), due <= model.now else { return [] }
        model.statsScreen.isAskingWorkers = true
        model.statsScreen.workersAskedAt = model.now
        return [.loadWorkers]
    }

    static func workersLoaded(_ result: Result<WorkerList, ClientError>, _ model: inout Model) {
        model.statsScreen.isAskingWorkers = false
        switch result {
        case .success(var list):
            // By name: busy ones first, as the service has them, would jump with every job.
            list.workers.sort { NaturalOrder.precedes(Array($0.name.utf8), Array($1.name.utf8)) }
            let selected = model.selectedSlot?.name
            model.statsScreen.workers = list
            keepWorkersCursor(on: selected, &model)
            model.statsScreen.workersProblem = nil
        case .failure(let error):
            guard error.kind != .cancelled else { return }
            model.statsScreen.workersProblem = Strings.shown(error)
            if error.kind != .unreachable { model.statsScreen.workers = nil }
        }
    }

    /// The plots move on by a point at a time, and only where there is something to move.
    static func plotsDue(_ model: Model) -> Date? {
        guard model.screen == .stats, model.overlay == nil, model.layout.shape != .tooSmall else { return nil }
        guard model.statsScreen.history.isMoving(model.statsScreen.range, at: model.now) else { return nil }
        var step = Double(model.statsScreen.range.step(most: StatsLayout(model).plotColumns))
        if model.isSlow { step = max(step, 5) }
        return Date(timeIntervalSince1970: (model.now.timeIntervalSince1970 / step).rounded(.down) * step + step)
    }
}
