import Foundation

/// The file picker.
enum FilesView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let focused = model.focus == .files && model.overlay == nil
        Panel.draw(
            rect, title: title(model, rect, focused, theme), footer: footer(model, rect, theme), focused: focused,
            theme: theme, on: &frame)
        frame.link(rect, to: .pane(.files))
        let inner = rect.inset()
        guard inner.rows > 0, inner.columns > 0 else { return }
        let files = model.files
        if let problem = files.problem { message(problem.reason, theme.bad, inner, theme, on: &frame) }
        for row in 0..<inner.rows {
            let line = files.offset + row
            guard line < files.lineCount else { break }
            let place = Rect(row: inner.row + row, column: inner.column, rows: 1, columns: inner.columns)
            if let entry = files.entry(at: line) {
                FileRow.draw(entry, at: line, in: place, isCurrent: line == files.cursor, model, theme, on: &frame)
            } else {
                FileRow.drawParent(in: place, isCurrent: line == files.cursor, theme, on: &frame)
            }
            frame.link(place, to: .file(line: line))
            if line == files.cursor { frame.restyle(place) { theme.select(&$0, focused: focused) } }
        }
        if files.visible.isEmpty, files.problem == nil {
            let text =
                files.isLoading || files.isArranging
                ? Strings.reading : files.narrow.isEmpty ? Strings.emptyFolder : Strings.nothingMatches
            message(text, theme.dim, inner, theme, on: &frame)
        }
        Panel.scrollbar(
            rect, firstRow: inner.row, offset: files.offset, visible: inner.rows, count: files.lineCount,
            focused: focused, theme: theme, on: &frame)
    }

    private static func title(_ model: Model, _ rect: Rect, _ focused: Bool, _ theme: Theme) -> Line {
        let room = rect.columns - 8 - Strings.files.count
        var line = Line("\(Strings.files)  ", focused ? theme.focusedTitle : theme.title)
        if model.files.narrow.isEmpty {
            let order = model.files.arrangement.order
            let word = order == .name ? "" : "  \(Strings.orderWord(order))"
            line += Line(shortened(model.files, to: room - word.count), theme.dim) + Line(word, theme.warning)
        } else {
            line += Line(ShownText.truncate("/\(model.files.narrow)", to: room), theme.warning)
        }
        return line
    }

    /// The end of a path says more than its start.
    private static func shortened(_ files: FilesState, to width: Int) -> String {
        let shown = ShownText.sanitise(files.folder.shown(below: files.home))
        if DisplayWidth.of(shown) <= width { return shown }
        var parts = shown.split(separator: "/").map(String.init)
        while parts.count > 1, DisplayWidth.of(parts.joined(separator: "/")) + 2 > width { parts.removeFirst() }
        return ShownText.truncate("…/\(parts.joined(separator: "/"))", to: width)
    }

    /// Marks, and what there is to say about the file under the cursor.
    private static func footer(_ model: Model, _ rect: Rect, _ theme: Theme) -> Line {
        let room = rect.columns - 6
        var line = Line.empty
        if model.files.range != nil {
            let (count, bytes) = model.sizeOfRange
            return Line(Strings.inRange(count, Shown.bytes(bytes)), theme.mark)
        }
        if model.files.isLoading, !model.files.all.isEmpty {
            return Line(Strings.readSoFar(model.files.all.count), theme.dim)
        }
        let count = model.files.marked.count
        if count > 0 { line = Line(Strings.marked(count, Shown.bytes(model.files.marked.bytes)), theme.mark) }
        if let entry = model.files.current, entry.kind != .folder {
            let status = FileStatus(entry, in: model, theme: theme)
            if let explanation = status.explanation {
                let gap = count > 0 ? Line(" \(theme.glyphs.separator) ", theme.dim) : .empty
                let text = ShownText.truncate(explanation, to: max(0, room - line.width - gap.width))
                line += gap + Line(text, status.style)
            }
        }
        return line
    }

    private static func message(_ text: String, _ style: Style, _ rect: Rect, _ theme: Theme, on frame: inout Frame) {
        let lines = Wrapping.lines(text, width: rect.columns - 2)
        let top = rect.row + min(2, max(0, rect.rows - lines.count))
        for (index, line) in lines.enumerated() where top + index < rect.row + rect.rows {
            frame.putCentred(Line(line, style), row: top + index, column: rect.column, width: rect.columns)
        }
    }
}
