/// A frame with a title above and, if wanted, words in its lower edge.
enum Panel {
    static func draw(
        _ rect: Rect, title: Line, note: Line = .empty, footer: Line = .empty, focused: Bool, theme: Theme,
        on frame: inout Frame
    ) {
        guard rect.rows > 0, rect.columns > 0 else { return }
        let glyphs = theme.glyphs
        let style = focused ? theme.focusedBorder : theme.border
        let bottom = rect.row + rect.rows - 1
        let right = rect.column + rect.columns - 1
        let edge = String(repeating: glyphs.horizontal, count: max(0, rect.columns - 2))
        frame.put(
            glyphs.topLeft + edge + glyphs.topRight, row: rect.row, column: rect.column, width: rect.columns,
            style: style)
        for row in (rect.row + 1)..<max(rect.row + 1, bottom) {
            frame.put(glyphs.vertical, row: row, column: rect.column, width: 1, style: style)
            frame.put(glyphs.vertical, row: row, column: right, width: 1, style: style)
        }
        if rect.rows > 1 {
            frame.put(
                glyphs.bottomLeft + edge + glyphs.bottomRight, row: bottom, column: rect.column, width: rect.columns,
                style: style)
        }
        edgeText(title, rect: rect, row: rect.row, on: &frame)
        if !note.spans.isEmpty, title.width + note.width + 8 <= rect.columns {
            let text = Line(" ") + note + Line(" ")
            frame.putRight(text, row: rect.row, column: rect.column + 2, width: rect.columns - 4)
        }
        if rect.rows > 1 { edgeText(footer, rect: rect, row: bottom, on: &frame) }
    }

    private static func edgeText(_ line: Line, rect: Rect, row: Int, on frame: inout Frame) {
        guard !line.spans.isEmpty, rect.columns > 6 else { return }
        frame.put(Line(" ") + line + Line(" "), row: row, column: rect.column + 1, width: rect.columns - 3)
    }

    /// A thumb on the right edge, where the list is longer than the pane.
    static func scrollbar(
        _ rect: Rect, firstRow: Int, offset: Int, visible: Int, count: Int, focused: Bool, theme: Theme,
        on frame: inout Frame
    ) {
        guard count > visible, visible > 2 else { return }
        let length = max(1, visible * visible / count)
        let travel = visible - length
        let most = count - visible
        let start = min(travel, (offset * travel + most / 2) / most)
        for row in 0..<length {
            frame.put(
                theme.glyphs.scrollThumb, row: firstRow + start + row, column: rect.column + rect.columns - 1, width: 1,
                style: focused ? theme.focusedBorder : theme.title)
        }
    }
}
