/// One line of the picker: cursor, mark, name, size, and how the file fares.
enum FileRow {
    static func drawParent(in rect: Rect, isCurrent: Bool, _ theme: Theme, on frame: inout Frame) {
        let cursor = Line(isCurrent ? theme.glyphs.cursor : " ", theme.focusedTitle)
        frame.put(
            cursor + Line("  ") + Line(Strings.parentFolder, theme.folder), row: rect.row, column: rect.column,
            width: rect.columns)
    }

    static func draw(
        _ entry: FileEntry, at line: Int, in rect: Rect, isCurrent: Bool, _ model: Model, _ theme: Theme,
        on frame: inout Frame
    ) {
        let isMarked = isMarked(entry, at: line, model)
        frame.put(
            isCurrent ? theme.glyphs.cursor : " ", row: rect.row, column: rect.column, width: 1,
            style: theme.focusedTitle)
        frame.put(
            isMarked ? theme.glyphs.mark : " ", row: rect.row, column: rect.column + 1, width: 1, style: theme.mark)
        let start = rect.column + 3
        var room = rect.columns - 3
        guard room > 0 else { return }
        if entry.kind != .folder { room = drawFacts(entry, in: rect, room: room, model, theme, on: &frame) }
        let name = entry.kind == .folder ? entry.shown + "/" : Shown.name(entry.shown)
        let style =
            switch entry.kind {
            case .folder: theme.folder
            case .other, .brokenLink: theme.dim
            case .file: isMarked ? theme.mark : nameStyle(entry, model, theme)
            }
        let shown = ShownText.truncateMiddle(name, to: room)
        frame.put(lit(shown, style, model, theme), row: rect.row, column: start, width: room)
    }

    /// As it will be when the range or the pattern that is being chosen is confirmed.
    private static func isMarked(_ entry: FileEntry, at line: Int, _ model: Model) -> Bool {
        let isMarked = model.files.marked.contains(model.files.path(of: entry))
        guard entry.kind == .file else { return isMarked }
        if let range = model.files.range { return isMarked || range.lines(to: model.files.cursor).contains(line) }
        if let glob = model.files.glob, glob.glob.matches(entry.shown) { return !glob.unmarks }
        return isMarked
    }

    /// The name with what the search has found in it.
    private static func lit(_ name: String, _ style: Style, _ model: Model, _ theme: Theme) -> Line {
        guard !model.files.narrow.isEmpty else { return Line(name, style) }
        let places = NameSearch(model.files.narrow).places(in: name)
        guard !places.isEmpty else { return Line(name, style) }
        var found = theme.warning
        found.attributes.formUnion([.bold, .underline])
        var line = Line.empty
        for (place, character) in name.enumerated() {
            line += Line(String(character), places.contains(place) ? found : style)
        }
        return line
    }

    private static func nameStyle(_ entry: FileEntry, _ model: Model, _ theme: Theme) -> Style {
        if case .notAnImage = model.verdict(of: entry) { return theme.dim }
        return theme.text
    }

    /// Size and status at the right edge; once there is more to say about a file than its size, that takes its place.
    /// - Returns: the cells left for the name.
    private static func drawFacts(
        _ entry: FileEntry, in rect: Rect, room: Int, _ model: Model, _ theme: Theme, on frame: inout Frame
    ) -> Int {
        let status = FileStatus(entry, in: model, theme: theme)
        let end = rect.column + rect.columns - 1
        frame.put(status.glyph, row: rect.row, column: end - 1, width: 1, style: status.style)
        var left = room - 3
        func place(_ line: Line, width: Int) {
            frame.putRight(line, row: rect.row, column: rect.column + 3 + left - width, width: width)
            left -= width + 1
        }
        let hasFate = entry.kind != .file || model.uploads.outcomes[model.files.path(of: entry)] != nil
        if hasFate, left >= 16 {
            let nameWidth = DisplayWidth.of(ShownText.sanitise(entry.shown))
            let widest = min(24, max(left * 2 / 5, left - nameWidth - 1))
            let word = Line(ShownText.truncate(status.word, to: widest), status.style)
            place(word, width: word.width)
        }
        let sizeWidth = 7
        if !hasFate, left - sizeWidth >= 9 { place(Line(Shown.bytes(entry.size), theme.dim), width: sizeWidth) }
        return max(1, left)
    }
}
