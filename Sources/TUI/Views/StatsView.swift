import API

/// The stats screen: what the service says of itself, in figures.
enum StatsView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        Panel.draw(
            rect, title: Line(Strings.hintStats, theme.focusedTitle), focused: true, theme: theme, on: &frame)
        let inner = rect.inset()
        guard let stats = model.stats.latest else { return }
        for (row, status) in JobStatus.allCases.enumerated() where row < inner.rows {
            let line =
                Line("\(theme.glyph(of: status)) \(Strings.word(status))", theme.style(of: status)).padded(to: 14)
                + Line(Shown.count(model.count(status) ?? stats.count(status)), theme.text)
            frame.put(line, row: inner.row + row, column: inner.column + 1, width: inner.columns - 2)
        }
    }
}
