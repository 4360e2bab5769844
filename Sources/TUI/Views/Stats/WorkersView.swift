import API
import Foundation

/// Every slot that takes jobs: what it does, since when, how much it has done, and whether it is alive.
enum WorkersView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let state = model.statsScreen
        let isFocused = state.focus == .workers
        Panel.draw(
            rect,
            title: Line("\(Strings.workers)  ", isFocused ? theme.focusedTitle : theme.title) + summary(model, theme),
            note: Line(model.stats.latest.map { Strings.uptime($0.uptimeSeconds, $0.version) } ?? "", theme.dim),
            focused: isFocused, theme: theme, on: &frame)
        let inner = Rect(row: rect.row + 1, column: rect.column + 1, rows: rect.rows - 2, columns: rect.columns - 2)
        guard inner.rows > 0, inner.columns > 8 else { return }
        guard let list = state.workers else {
            let text = state.workersProblem ?? Strings.loadingQueue
            let style = state.workersProblem == nil ? theme.dim : theme.bad
            frame.put(
                Line(ShownText.truncate(text, to: inner.columns - 3), style), row: inner.row, column: inner.column + 1,
                width: inner.columns - 2)
            return
        }
        let columns = WorkerColumns(width: inner.columns - 3)
        let hasHeading = inner.rows > 1
        if hasHeading {
            for place in columns.places {
                frame.put(
                    Line(ShownText.truncate(place.part.heading(model.showsTasks), to: place.width), theme.dim),
                    row: inner.row,
                    column: inner.column + 1 + place.column, width: place.width)
            }
        }
        let first = inner.row + (hasHeading ? 1 : 0)
        let rows = inner.rows - (hasHeading ? 1 : 0)
        for row in 0..<rows where list.workers.indices.contains(state.workersOffset + row) {
            let worker = list.workers[state.workersOffset + row]
            let place = Rect(row: first + row, column: inner.column, rows: 1, columns: inner.columns - 1)
            for part in columns.places {
                frame.put(
                    line(part.part, worker, width: part.width, model, theme), row: first + row,
                    column: inner.column + 1 + part.column, width: part.width)
            }
            guard isFocused, state.workersOffset + row == state.workersCursor else { continue }
            frame.put(theme.glyphs.cursor, row: place.row, column: place.column, width: 1, style: theme.focusedTitle)
            frame.restyle(place) { theme.select(&$0, focused: true) }
        }
        Panel.scrollbar(
            rect, firstRow: first, offset: state.workersOffset, visible: rows, count: list.workers.count,
            focused: isFocused, theme: theme, on: &frame)
    }

    private static func summary(_ model: Model, _ theme: Theme) -> Line {
        guard let list = model.statsScreen.workers else { return .empty }
        let busy = list.workers.count { $0.jobID != nil }
        var line = Line(Strings.busy(busy, of: list.workers.count), busy > 0 ? theme.active : theme.dim)
        if list.isPaused { line += Line("  \(Strings.paused)", theme.warning) }
        let told = Dictionary(grouping: (list.members ?? []).filter { !$0.shallWork }, by: \.coming)
        for (duty, members) in told.sorted(by: { $0.key > $1.key }) {
            line += Line("  \(Strings.told(members.count, duty))", theme.warning)
        }
        if let processes = model.stats.latest?.workers.processes {
            line += Line(
                "  \(Strings.processes(processes))", processes.up < processes.configured ? theme.bad : theme.dim)
        }
        return line
    }

    private static func line(
        _ part: WorkerColumns.Part, _ worker: WorkerInfo, width: Int, _ model: Model, _ theme: Theme
    ) -> Line {
        let isBusy = worker.jobID != nil
        let name = worker.jobID.flatMap { model.job($0) }.map { Shown.name($0.image.name) }
        switch part {
        case .name: return Line(ShownText.truncateMiddle(worker.name, to: width), theme.text)
        case .state:
            let glyph = isBusy ? theme.glyphs.running : theme.glyphs.separator
            // What it was told outweighs a step, which is over in a moment.
            if let told = told(worker, model) { return Line("\(glyph) \(told)", theme.warning) }
            return isBusy
                ? Line("\(glyph) \(worker.step.map { Strings.long($0) } ?? Strings.starting)", theme.active)
                : Line("\(glyph) \(Strings.idle)", theme.dim)
        case .job:
            return Line(ShownText.truncateMiddle(name ?? worker.jobID.map(Shown.id) ?? "", to: width), theme.text)
        case .model:
            if let current = worker.model { return Line(ShownText.truncateMiddle(current, to: width), theme.header) }
            return Line(takes(worker, width: width, model), theme.dim)
        case .since:
            guard isBusy, let since = worker.since else { return .empty }
            return Line(Shown.milliseconds(max(0, model.now.timeIntervalSince(since) * 1000)), theme.dim)
        case .done: return Line(worker.done.map(Shown.count) ?? theme.glyphs.none, theme.good)
        case .failed:
            return Line(
                worker.failed.map(Shown.count) ?? theme.glyphs.none, (worker.failed ?? 0) > 0 ? theme.bad : theme.dim)
        case .version:
            return Line(ShownText.truncate(worker.version ?? model.stats.latest?.version ?? "", to: width), theme.dim)
        case .alive: return alive(worker, model, theme)
        }
    }

    /// Its worker's duty, where that is not to work.
    private static func told(_ worker: WorkerInfo, _ model: Model) -> String? {
        member(worker, model).flatMap { $0.shallWork ? nil : $0.coming }
    }

    /// The models that an idle one takes jobs of: the service's default by name, if it is among them, and how many others.
    private static func takes(_ worker: WorkerInfo, width: Int, _ model: Model) -> String {
        let usual = model.models?.models.first(where: \.isDefault)?.id
        let models = member(worker, model)?.models ?? []
        guard let first = models.first(where: { $0 == usual }) ?? models.first else { return "" }
        let others = models.count > 1 ? " +\(models.count - 1)" : ""
        return ShownText.truncateMiddle(first, to: max(1, width - others.count)) + others
    }

    private static func member(_ worker: WorkerInfo, _ model: Model) -> WorkerMember? {
        model.statsScreen.workers?.members?.first { $0.name == worker.member }
    }

    /// A slot without a lease has no heartbeat to be late with: an idle one of top5.
    private static func alive(_ worker: WorkerInfo, _ model: Model, _ theme: Theme) -> Line {
        guard let beat = worker.lastHeartbeat, let end = worker.leaseExpiresAt else {
            return Line("\(theme.glyphs.live) \(Strings.aliveWord)", theme.good)
        }
        let age = max(0, Int(model.now.timeIntervalSince(beat)))
        let lease = end.timeIntervalSince(beat)
        // A heartbeat comes with each third of a lease: two missed ones are late, three and the job goes to another.
        if end <= model.now { return Line("\(theme.glyphs.bad) \(Strings.lostWord)", theme.bad) }
        let isLate = Double(age) > lease * 2 / 3
        return Line(
            "\(theme.glyphs.live) \(isLate ? Strings.lateWord : Strings.aliveWord) \(Shown.seconds(age))",
            isLate ? theme.warning : theme.good)
    }
}
