/// Says that there is no room, in whatever room there is.
enum TooSmallView {
    static func draw(on frame: inout Frame, theme: Theme) {
        let text = Strings.tooSmall(Layout.smallest, frame.size)
        let lines = Wrapping.lines(text, width: frame.size.columns)
        let top = max(0, (frame.size.rows - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            frame.putCentred(Line(line, theme.title), row: top + index, column: 0, width: frame.size.columns)
        }
    }
}
