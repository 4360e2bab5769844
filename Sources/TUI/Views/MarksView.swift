/// Every marked file, to look over and to take marks away.
enum MarksView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        let marked = model.files.marked
        let title =
            Line("\(Strings.marksTitle)  ", theme.focusedTitle)
            + Line("\(Strings.files(marked.count)) · \(Shown.bytes(marked.bytes))", theme.mark)
        let rect = model.layout.body
        Panel.draw(rect, title: title, focused: true, theme: theme, on: &frame)
        let files = marked.ordered
        PathList.draw(
            model.marksList, count: files.count, below: 0, in: rect, theme: theme, on: &frame
        ) { index, width in
            let file = files[index]
            let size = Line(Shown.bytes(file.size), theme.dim)
            let (sign, style) = verdict(model.verdict(of: file), theme)
            return PathList.line(
                file.path, home: model.files.home, tail: size.leftPadded(to: 8) + Line(" \(sign)", style), width: width,
                theme)
        }
    }

    private static func verdict(_ verdict: FileVerdict, _ theme: Theme) -> (String, Style) {
        switch verdict {
        case .unknown: (" ", theme.dim)
        case .acceptable: (theme.glyphs.takeable, theme.dim)
        case .refused: (theme.glyphs.bad, theme.bad)
        case .notAnImage: (theme.glyphs.none, theme.dim)
        }
    }
}

/// Folders of earlier, the newest first.
enum RecentsView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        let recents = model.files.recents
        let rect = model.layout.body
        Panel.draw(rect, title: Line(Strings.recentsTitle, theme.focusedTitle), focused: true, theme: theme, on: &frame)
        PathList.draw(
            recents.list, count: recents.folders.count, below: 0, in: rect, theme: theme, on: &frame
        ) { index, width in
            PathList.line(recents.folders[index], home: model.files.home, tail: .empty, width: width, theme)
        }
    }
}
