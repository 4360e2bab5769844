/// The command palette, over whatever is there.
enum PaletteView {
    /// - Returns: where the cursor of its line stands.
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) -> Position? {
        guard let palette = model.palette else { return nil }
        let entries = model.paletteEntries
        let rect = place(model.layout.body, entries: entries.count)
        guard rect.rows >= 3, rect.columns >= 12 else { return nil }
        frame.fill(rect, style: .plain)
        Panel.draw(
            rect, title: Line(Strings.palette, theme.focusedTitle),
            footer: Line(ShownText.truncate(Strings.paletteKeys, to: rect.columns - 6), theme.dim), focused: true,
            theme: theme, on: &frame)
        let inner = rect.inset()
        let cursor = input(palette.field, entries, in: inner, theme: theme, on: &frame)
        let rows = inner.rows - 1
        let selected = min(palette.selected, max(0, entries.count - 1))
        let first = min(max(0, selected - rows + 1), max(0, entries.count - rows))
        for row in 0..<max(0, rows) where first + row < entries.count {
            let place = Rect(row: inner.row + 1 + row, column: inner.column, rows: 1, columns: inner.columns)
            draw(entries[first + row], in: place, theme: theme, on: &frame)
            if first + row == selected {
                frame.put(
                    theme.glyphs.cursor, row: place.row, column: place.column, width: 1, style: theme.focusedTitle)
                frame.restyle(place) { theme.select(&$0, focused: true) }
            }
            frame.link(place, to: .command(first + row))
        }
        if entries.isEmpty, rows > 0 {
            let text = ShownText.truncate(Strings.noSuchCommand(palette.text), to: inner.columns - 4)
            frame.put(text, row: inner.row + 1, column: inner.column + 2, width: inner.columns - 4, style: theme.dim)
        }
        Panel.scrollbar(
            rect, firstRow: inner.row + 1, offset: first, visible: rows, count: entries.count, focused: true,
            theme: theme, on: &frame)
        return cursor
    }

    /// Near the top, as high as its commands but no higher than the screen allows; small screens give all they have.
    private static func place(_ body: Rect, entries: Int) -> Rect {
        let margin = body.columns >= 60 ? 2 : 0
        let width = min(body.columns - 2 * margin, 90)
        let top = body.rows >= 20 ? 2 : 0
        let height = min(body.rows - top, max(4, entries + 3))
        return Rect(row: body.row + top, column: (body.columns - width) / 2, rows: height, columns: width)
    }

    private static func input(
        _ field: TextField, _ entries: [PaletteEntry], in inner: Rect, theme: Theme, on frame: inout Frame
    ) -> Position? {
        frame.put(":", row: inner.row, column: inner.column + 1, width: 1, style: theme.key)
        let start = inner.column + 2
        let room = inner.columns - 3
        guard room > 0 else { return nil }
        let (shown, cursor) = field.window(room)
        let used = frame.put(shown, row: inner.row, column: start, width: room, style: theme.bold)
        if entries.count == 1, let example = entries.first?.missing, field.string.hasSuffix(" ") {
            frame.put(
                ShownText.truncate(example, to: max(0, room - used)), row: inner.row, column: start + used,
                width: max(0, room - used), style: theme.dim)
        }
        return Position(row: inner.row, column: start + cursor)
    }

    private static func draw(_ entry: PaletteEntry, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let isGrey = entry.refusal != nil
        let nameWidth = rect.columns >= 60 ? 22 : 16
        let keys = Line(entry.keys, isGrey ? theme.dim : theme.key)
        let keysWidth = keys.width + 3 <= rect.columns - nameWidth - 2 ? keys.width : 0
        var column = rect.column + 2
        let wanted = Set(entry.places)
        for (offset, character) in entry.command.enumerated() where column < rect.column + rect.columns - 1 {
            let style = wanted.contains(offset) ? theme.focusedTitle : isGrey ? theme.dim : theme.text
            column += frame.put(
                String(character), row: rect.row, column: column, width: rect.column + rect.columns - column - 1,
                style: style)
        }
        let start = max(column + 1, rect.column + 2 + nameWidth)
        let room = rect.column + rect.columns - 2 - keysWidth - start
        if room > 8 {
            let text = ShownText.truncate(entry.refusal ?? entry.help, to: room - (keysWidth > 0 ? 1 : 0))
            frame.put(text, row: rect.row, column: start, width: room, style: theme.dim)
        }
        if keysWidth > 0 { frame.putRight(keys, row: rect.row, column: rect.column, width: rect.columns - 1) }
    }
}

extension TextField {
    /// As much of the text around the cursor as fits, and the cell of the cursor in it.
    func window(_ room: Int) -> (text: String, cursor: Int) {
        let before = ShownText.sanitise(String(text[..<cursor]))
        let after = ShownText.sanitise(String(text[cursor...]))
        var kept = before
        while DisplayWidth.of(kept) >= room, !kept.isEmpty { kept.removeFirst() }
        return (kept + after, min(DisplayWidth.of(kept), max(0, room - 1)))
    }
}
