/// A list of paths with a cursor, in a panel.
enum PathList {
    /// - Parameters:
    ///   - below: lines of the panel that are taken by what stands above the list.
    ///   - line: the words of a line, of at most so many cells.
    static func draw(
        _ list: ListPosition, count: Int, below: Int, in rect: Rect, theme: Theme, on frame: inout Frame,
        line: (_ index: Int, _ width: Int) -> Line
    ) {
        let inner = rect.inset()
        let rows = max(0, inner.rows - below)
        for row in 0..<rows where list.offset + row < count {
            let index = list.offset + row
            let place = Rect(row: inner.row + below + row, column: inner.column, rows: 1, columns: inner.columns)
            let isCurrent = index == list.cursor
            frame.put(
                isCurrent ? theme.glyphs.cursor : " ", row: place.row, column: place.column, width: 1,
                style: theme.focusedTitle)
            let width = max(0, inner.columns - 3)
            frame.put(line(index, width), row: place.row, column: place.column + 2, width: width)
            if isCurrent { frame.restyle(place) { theme.select(&$0, focused: true) } }
        }
        Panel.scrollbar(
            rect, firstRow: inner.row + below, offset: list.offset, visible: rows, count: count, focused: true,
            theme: theme, on: &frame)
    }

    /// The folder dim, the name not; what does not fit is cut from the folder's start, since the end says more.
    static func line(_ path: RawPath, home: RawPath?, tail: Line, width: Int, _ theme: Theme) -> Line {
        let room = max(4, width - tail.width - (tail.spans.isEmpty ? 0 : 2))
        let name = ShownText.truncateMiddle(path.isRoot ? "" : path.name, to: room)
        let shown = path == home ? "" : path.parent.shown(below: home)
        var folder = ShownText.sanitise(shown == "/" || shown.isEmpty ? shown : shown + "/")
        let left = room - DisplayWidth.of(name)
        if DisplayWidth.of(folder) > left {
            while !folder.isEmpty, DisplayWidth.of(folder) > max(0, left - 1) { folder.removeFirst() }
            folder = left > 1 ? "…" + folder : ""
        }
        let last = path == home ? "~" : name
        return (Line(folder, theme.dim) + Line(last, theme.text)).padded(to: room)
            + (tail.spans.isEmpty ? .empty : Line("  ") + tail)
    }
}

extension Line {
    /// With blanks in front to fill `width` cells.
    func leftPadded(to width: Int) -> Line {
        let missing = width - self.width
        return missing > 0 ? Line(String(repeating: " ", count: missing)) + self : self
    }
}
