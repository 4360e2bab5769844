import API

/// The menus that lie above everything else.
enum ResultsLayerView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        switch model.results.layer {
        case .menu(let menu): draw(menu, model, theme: theme, on: &frame)
        case .models(let choice): draw(choice, model, theme: theme, on: &frame)
        // The question is in the footer.
        case .question, nil: break
        }
    }

    private static func draw(_ menu: ResultsMenu, _ model: Model, theme: Theme, on frame: inout Frame) {
        var top: [Line] = []
        var title = Line(Strings.copyTitle, theme.focusedTitle)
        var keys = Strings.menuKeys
        switch menu.purpose {
        case .copy(let subject): title += Line("  \(ShownText.truncateMiddle(subject.name, to: 36))", theme.dim)
        case .export(let subjects, let chosen):
            title = Line(Strings.exportTitle, theme.focusedTitle)
            if subjects.count > 1 { keys = Strings.menuScopeKeys }
            top = subjects.enumerated().map { index, subject in
                let isChosen = index == chosen
                return Line(" \(isChosen ? theme.glyphs.mark : " ") ", theme.mark)
                    + Line(Strings.scope(subject), isChosen ? theme.bold : theme.dim)
            }
            // Where there is no room for the choices, the chosen one is what matters.
            if top.count + menu.entries.count + 3 > model.layout.body.rows { top = [top[chosen]] }
            top.append(.empty)
        }
        let entries = menu.entries.map { entry -> Line in
            let key = model.keymap.binding(for: entry.action, in: .formats)?.sequences.first.map(Key.name(of:)) ?? ""
            let isOpen = entry.refusal == nil
            return
                (Line("   \(key)  ", isOpen ? theme.key : theme.dim)
                + Line(entry.label, isOpen ? theme.text : theme.dim)).padded(to: 19)
                + Line(entry.detail, theme.dim)
        }
        popUp(
            title, top: top, entries: entries, cursor: menu.cursor, keys: keys, model, theme: theme, on: &frame)
    }

    private static func draw(_ choice: ModelChoice, _ model: Model, theme: Theme, on frame: inout Frame) {
        let title =
            Line("\(Strings.compareTitle)  ", theme.focusedTitle)
            + Line(ShownText.truncate(Strings.compareOn(choice.pictures), to: 44), theme.dim)
        let entries = choice.models.enumerated().map { index, info in
            Line("   ")
                + Line(index == choice.a ? "A " : "  ", theme.mark)
                + Line(index == choice.b ? "B  " : "   ", theme.best)
                + Line("\(ShownText.truncateMiddle(info.id, to: 28))  ", theme.text) + Line(info.title, theme.dim)
        }
        popUp(
            title, top: [], entries: entries, cursor: choice.cursor, keys: Strings.compareKeys, model, theme: theme,
            on: &frame)
    }

    private static func popUp(
        _ title: Line, top: [Line], entries: [Line], cursor: Int, keys: String, _ model: Model, theme: Theme,
        on frame: inout Frame
    ) {
        let body = model.layout.body
        let widest = ([title.width + 6, DisplayWidth.of(keys) + 6] + (top + entries).map { $0.width + 4 }).max() ?? 0
        let columns = min(body.columns, max(min(body.columns - 4, 48), min(widest, body.columns - 2)))
        let top = top.count + min(3, entries.count) + 2 <= body.rows ? top : []
        let rows = min(body.rows, top.count + entries.count + 2)
        let rect = Rect(
            row: body.row + (body.rows - rows) / 3, column: body.column + (body.columns - columns) / 2, rows: rows,
            columns: columns)
        frame.fill(rect, style: .plain)
        Panel.draw(rect, title: title, footer: Line(keys, theme.dim), focused: true, theme: theme, on: &frame)
        let inner = rect.inset()
        for (index, line) in top.enumerated() {
            frame.put(line, row: inner.row + index, column: inner.column, width: inner.columns)
        }
        let room = max(0, inner.rows - top.count)
        let first = min(max(0, cursor - room + 1), max(0, entries.count - room))
        for row in 0..<min(room, entries.count) {
            let place = Rect(row: inner.row + top.count + row, column: inner.column, rows: 1, columns: inner.columns)
            frame.put(entries[first + row], row: place.row, column: place.column, width: place.columns)
            guard first + row == cursor else { continue }
            frame.put(
                theme.glyphs.cursor, row: place.row, column: place.column + 1, width: 1, style: theme.focusedTitle)
            frame.restyle(place) { theme.select(&$0, focused: true) }
        }
    }
}
