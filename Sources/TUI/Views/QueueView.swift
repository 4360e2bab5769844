import API

/// The live queue.
enum QueueView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let focused = model.focus == .queue && model.covering == nil
        Panel.draw(
            rect, title: title(model, rect, focused, theme), note: count(model, theme),
            footer: footer(model, rect, theme),
            focused: focused, theme: theme, on: &frame)
        frame.link(rect, to: .pane(.queue))
        let inner = Rect(row: rect.row + 1, column: rect.column + 1, rows: rect.rows - 2, columns: rect.columns - 2)
        guard inner.rows > 0, inner.columns > 4 else { return }
        let columns = QueueColumns(width: inner.columns - 3)
        let order = model.queue.order
        for place in columns.places {
            let sorts = place.part == (order.isByFinish ? .time : columns.id > 0 ? .id : .image)
            var heading = Line(
                ShownText.truncate(place.part.heading(order, model.showsTasks), to: place.width), theme.dim)
            if sorts {
                let arrow = order.isDescending ? theme.glyphs.descending : theme.glyphs.ascending
                heading = Line("\(place.part.heading(order, model.showsTasks)) \(arrow)", theme.title)
            }
            let column = inner.column + 2 + place.column
            if place.part == .time {
                frame.putRight(heading, row: inner.row, column: column, width: place.width)
            } else {
                frame.put(heading, row: inner.row, column: column, width: place.width)
            }
        }
        let rows = inner.rows - 1
        let range = model.queue.markedRange
        for row in 0..<max(0, rows) {
            let line = model.queue.offset + row
            guard line < model.queue.lineCount else { break }
            let place = Rect(row: inner.row + 1 + row, column: inner.column, rows: 1, columns: inner.columns)
            guard let job = model.queue.job(at: line) else {
                frame.put(Strings.loadingQueue, row: place.row, column: place.column + 2, width: 12, style: theme.dim)
                continue
            }
            let isCurrent = job.id == model.queue.selected && model.list == .queue
            if model.queue.marks.contains(job.id) || range?.contains(line) == true {
                frame.put(theme.glyphs.mark, row: place.row, column: place.column + 1, width: 1, style: theme.mark)
            }
            QueueRow.draw(job, columns: columns, in: place, isCurrent: isCurrent, model, theme, on: &frame)
            frame.link(place, to: .job(id: job.id))
            if isCurrent { frame.restyle(place) { theme.select(&$0, focused: focused) } }
        }
        if model.queue.count == 0 { empty(model, inner, theme, on: &frame) }
        Panel.scrollbar(
            rect, firstRow: inner.row + 1, offset: model.queue.offset, visible: rows, count: model.queue.lineCount,
            focused: focused, theme: theme, on: &frame)
    }

    private static func title(_ model: Model, _ rect: Rect, _ focused: Bool, _ theme: Theme) -> Line {
        let name = Line("\(Strings.queue)  ", focused ? theme.focusedTitle : theme.title)
        let order = Line(Strings.order(model.queue.order), theme.dim)
        guard !model.queue.filter.isEmpty else { return name + order }
        let saved = model.filters.name(of: model.queue.filter).map { "  \(theme.glyphs.mark) \($0)" } ?? ""
        let room = max(0, rect.columns - Strings.queue.count - 8)
        let filter = name + Line(ShownText.truncate("/\(model.queue.filter)\(saved)", to: room), theme.warning)
        guard model.queue.order != .newest, filter.width + order.width + 26 <= rect.columns else { return filter }
        return filter + Line("  ") + order
    }

    private static func count(_ model: Model, _ theme: Theme) -> Line {
        if model.queue.seeksEnd { return Line(Strings.goingToEnd, theme.active) }
        if model.queue.find.seeks != nil {
            return Line(Strings.seeking(model.queue.skipped + model.queue.count, model.queue.total ?? 0), theme.active)
        }
        guard let total = model.queue.total, total > 0 else { return .empty }
        guard model.list == .queue, let line = model.queue.selectedLine else {
            return Line(model.queue.isTotalExact ? Strings.jobs(total) : Strings.jobsAtLeast(total), theme.dim)
        }
        let shown =
            model.queue.isTotalExact ? Strings.shownOf(line + 1, total) : Strings.shownOfAtLeast(line + 1, total)
        return Line(shown, theme.dim)
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
        var parts: [Line] = []
        if !model.queue.marks.isEmpty || model.queue.marks.anchor != nil {
            let text = Strings.marksFooter(model.queue.markCount, all: model.queue.marks.isAll)
            parts.append(Line("\(theme.glyphs.mark) \(text)", theme.mark))
        }
        if !model.queue.find.word.isEmpty {
            let word = ShownText.truncate(model.queue.find.word, to: 24)
            parts.append(Line("\(Strings.findSign) \(word)", theme.header) + Line("  n N", theme.key))
        }
        if let chosen = model.chosenModel {
            parts.append(Line("\(Strings.sendsTo) \(ShownText.truncate(chosen, to: 24))", theme.dim))
        }
        return parts.reduce(into: Line.empty) { line, part in
            if line.width + part.width + 8 <= rect.columns {
                line += (line.spans.isEmpty ? .empty : Line("   ")) + part
            }
        }
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
        if model.queue.hasLoaded {
            return (
                model.queue.filter.isEmpty ? Strings.emptyQueue(model.keymap) : Strings.noMatches(model.keymap), false
            )
        }
        return (model.connection == .live ? Strings.loadingQueue : Strings.waitingForService, false)
    }
}
