import API

/// Many images at once, each with its state and its best label.
enum SheetView {
    static func draw(_ sheet: SheetState, _ model: Model, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        let grid = model.sheetGrid
        let count = model.sheetCount
        let cursor = model.sheetCursor
        let note = count > 0 ? Line(Strings.shownOf(cursor + 1, max(count, total(model))), theme.dim) : .empty
        Panel.draw(
            rect, title: title(sheet, model, rect, theme), note: note, focused: model.overlay == nil, theme: theme,
            on: &frame)
        for place in 0..<grid.perScreen {
            let index = sheet.offset * grid.columns + place
            guard let item = model.sheetItem(at: index) else { continue }
            draw(item, in: grid.tile(place), isCurrent: index == cursor, sheet, model, theme, on: &frame)
        }
        if count == 0 {
            let text =
                sheet.content == .jobs && !model.queue.filter.isEmpty
                ? Strings.noMatches(model.keymap) : Strings.sheetEmpty
            frame.putCentred(
                Line(ShownText.truncate(text, to: rect.columns - 4), theme.dim), row: rect.row + rect.rows / 2,
                column: rect.column + 2, width: rect.columns - 4)
        }
        Panel.scrollbar(
            rect, firstRow: grid.area.row, offset: sheet.offset, visible: grid.rows,
            count: grid.rowCount(of: max(count, total(model))), focused: true, theme: theme, on: &frame)
    }

    private static func total(_ model: Model) -> Int {
        model.sheet?.content == .jobs && !model.queue.isComplete ? model.queue.total ?? 0 : 0
    }

    private static func title(_ sheet: SheetState, _ model: Model, _ rect: Rect, _ theme: Theme) -> Line {
        let name = Line("\(Strings.sheet)  ", theme.focusedTitle)
        let room = max(0, rect.columns - Strings.sheet.count - 8)
        switch sheet.content {
        case .files(let versions): return name + Line(Strings.images(versions.count), theme.dim)
        case .jobs where model.queue.filter.isEmpty: return name + Line(Strings.newest, theme.dim)
        case .jobs: return name + Line(ShownText.truncate("/\(model.queue.filter)", to: room), theme.warning)
        }
    }

    private static func draw(
        _ item: SheetItem, in tile: Rect, isCurrent: Bool, _ sheet: SheetState, _ model: Model, _ theme: Theme,
        on frame: inout Frame
    ) {
        let area = Rect(
            row: tile.row, column: tile.column, rows: tile.rows - SheetGrid.wordRows, columns: tile.columns)
        picture(item, in: area, sheet, model, theme, on: &frame)
        let words = SheetWords(item, width: tile.columns - 2, model, theme)
        let row = tile.row + area.rows
        let cursor = isCurrent ? theme.glyphs.cursor : " "
        frame.put(
            Line("\(cursor) ", theme.focusedTitle) + words.name, row: row, column: tile.column, width: tile.columns)
        frame.put(Line("  ") + words.state, row: row + 1, column: tile.column, width: tile.columns)
        if isCurrent {
            let place = Rect(row: row, column: tile.column, rows: SheetGrid.wordRows, columns: tile.columns)
            frame.restyle(place) { theme.select(&$0, focused: model.overlay == nil) }
        }
    }

    private static func picture(
        _ item: SheetItem, in area: Rect, _ sheet: SheetState, _ model: Model, _ theme: Theme, on frame: inout Frame
    ) {
        guard area.rows > 0, let request = model.thumbnailRequest(of: item) else { return }
        switch sheet.thumbnails[request] {
        case .picture(let picture): frame.put(picture, in: area)
        case .problem(let reason):
            let lines = Wrapping.lines(reason, width: area.columns - 2).prefix(area.rows)
            let top = area.row + (area.rows - lines.count) / 2
            for (index, line) in lines.enumerated() {
                frame.putCentred(
                    Line(line, theme.dim), row: top + index, column: area.column + 1, width: area.columns - 2)
            }
        case nil:
            frame.putCentred(
                Line(theme.glyphs.ellipsis, theme.dim), row: area.row + area.rows / 2, column: area.column,
                width: area.columns)
        }
    }
}

/// The two lines below a small picture.
struct SheetWords {
    var name: Line
    var state: Line

    init(_ item: SheetItem, width: Int, _ model: Model, _ theme: Theme) {
        let shown = Shown.name(item.name)
        func named(_ glyph: String, _ style: Style) -> Line {
            Line("\(glyph) ", style) + Line(ShownText.truncateMiddle(shown, to: max(1, width - 2)), theme.text)
        }
        func words(_ text: String, _ style: Style) -> Line { Line(ShownText.truncate(text, to: width), style) }
        if let job = item.job {
            name = named(theme.glyph(of: job.status), theme.style(of: job.status))
            let result = QueueWords.result(job, width: width, theme: theme)
            if !result.spans.isEmpty {
                state = result
                return
            }
            switch job.status {
            case .queued: state = words(QueueWords.waiting(job, model), theme.style(of: .queued))
            case .running:
                let step = job.progress.map { Strings.long($0.step) } ?? Strings.starting
                state = words(step, theme.style(of: .running))
            case .succeeded, .failed, .cancelled:
                state = words(Strings.word(job.status), theme.style(of: job.status))
            }
            return
        }
        switch item.path.flatMap({ model.uploads.outcomes[$0] }) {
        case .waiting:
            (name, state) = (named(theme.glyphs.queued, theme.warning), words(Strings.waitingWord, theme.warning))
        case .sending:
            (name, state) = (named(theme.glyphs.upload, theme.active), words(Strings.sendingWord, theme.active))
        case .cancelling:
            (name, state) = (named(theme.glyphs.cancelled, theme.dim), words(Strings.cancellingWord, theme.dim))
        case .refused(_, let message): (name, state) = (named(theme.glyphs.bad, theme.bad), words(message, theme.bad))
        case .job, nil:
            (name, state) = (named(theme.glyphs.takeable, theme.dim), words(Strings.notClassified, theme.dim))
        }
    }
}
