import API

/// The live queue.
enum QueueView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let focused = model.focus == .queue && model.overlay == nil
        Panel.draw(
            rect, title: title(model, rect, focused, theme), note: count(model, theme),
            footer: footer(model, rect, theme),
            focused: focused, theme: theme, on: &frame)
        let inner = Rect(row: rect.row + 1, column: rect.column + 1, rows: rect.rows - 2, columns: rect.columns - 2)
        guard inner.rows > 0, inner.columns > 4 else { return }
        let columns = QueueColumns(width: inner.columns - 3)
        for place in columns.places {
            let heading = Line(ShownText.truncate(place.part.heading, to: place.width), theme.dim)
            let column = inner.column + 2 + place.column
            if place.part == .time {
                frame.putRight(heading, row: inner.row, column: column, width: place.width)
            } else {
                frame.put(heading, row: inner.row, column: column, width: place.width)
            }
        }
        let rows = inner.rows - 1
        for row in 0..<max(0, rows) {
            guard let job = model.queue.job(at: model.queue.offset + row) else { break }
            let place = Rect(row: inner.row + 1 + row, column: inner.column, rows: 1, columns: inner.columns)
            let isCurrent = job.id == model.queue.selected && model.list == .queue
            QueueRow.draw(job, columns: columns, in: place, isCurrent: isCurrent, model, theme, on: &frame)
            if isCurrent { frame.restyle(place) { theme.select(&$0, focused: focused) } }
        }
        if model.queue.count == 0 { empty(model, inner, theme, on: &frame) }
        Panel.scrollbar(
            rect, firstRow: inner.row + 1, offset: model.queue.offset, visible: rows, count: length(model),
            focused: focused, theme: theme, on: &frame)
    }

    /// Jobs that are not loaded yet count as well, so that the thumb does not jump.
    private static func length(_ model: Model) -> Int {
        max(model.queue.count, model.queue.isComplete ? 0 : model.queue.total ?? 0)
    }

    private static func title(_ model: Model, _ rect: Rect, _ focused: Bool, _ theme: Theme) -> Line {
        let name = Line("\(Strings.queue)  ", focused ? theme.focusedTitle : theme.title)
        guard !model.queue.filter.isEmpty else { return name + Line(Strings.newest, theme.dim) }
        let room = max(0, rect.columns - Strings.queue.count - 8)
        return name + Line(ShownText.truncate("/\(model.queue.filter)", to: room), theme.warning)
    }

    private static func count(_ model: Model, _ theme: Theme) -> Line {
        if model.queue.seeksEnd {
            return Line(Strings.loadingRest(model.queue.count, model.queue.total ?? 0), theme.active)
        }
        guard let total = model.queue.total, total > 0 else { return .empty }
        guard model.list == .queue, let line = model.queue.selectedLine else {
            return Line(Strings.jobs(total), theme.dim)
        }
        return Line(Strings.shownOf(line + 1, total), theme.dim)
    }

    private static func footer(_ model: Model, _ rect: Rect, _ theme: Theme) -> Line {
        // An empty pane has room for the whole reason.
        if model.queue.count == 0 { return .empty }
        if let problem = model.queue.problem {
            return Line(ShownText.truncate("\(theme.glyphs.bad) \(problem)", to: rect.columns - 6), theme.bad)
        }
        if case .waiting(_, let reason) = model.shownConnection {
            return Line(ShownText.truncate(reason, to: rect.columns - 6), theme.bad)
        }
        return .empty
    }

    private static func empty(_ model: Model, _ inner: Rect, _ theme: Theme, on frame: inout Frame) {
        let (text, isBad) = emptyReason(model)
        let lines = Wrapping.lines(isBad ? "\(theme.glyphs.bad) \(text)" : text, width: min(inner.columns - 4, 76))
        let top = inner.row + 1 + max(0, (inner.rows - 1 - lines.count) / 2)
        for (index, line) in lines.enumerated() where top + index < inner.row + inner.rows {
            frame.putCentred(
                Line(line, isBad ? theme.bad : theme.dim), row: top + index, column: inner.column, width: inner.columns)
        }
    }

    /// Why there is nothing to see, and whether that is a failure.
    private static func emptyReason(_ model: Model) -> (String, isBad: Bool) {
        if case .waiting(_, let reason) = model.shownConnection { return (reason, true) }
        if let problem = model.queue.problem { return (problem, true) }
        if model.queue.hasLoaded { return (model.queue.filter.isEmpty ? Strings.emptyQueue : Strings.noMatches, false) }
        return (model.connection == .live ? Strings.loadingQueue : Strings.waitingForService, false)
    }
}
