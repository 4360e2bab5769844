/// A tip in the lower edge of the panes, where it moves nothing.
enum TipView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        guard let tip = model.tip, fits(tip, model) else { return }
        let row = model.layout.footer.row - 1
        let line = line(tip, model, theme)
        frame.put(line, row: row, column: 2, width: model.size.columns - 4)
        frame.link(Rect(row: row, column: 2, rows: 1, columns: line.width), to: .action(.back))
    }

    /// Half a tip helps nobody, and what is wrong with the queue stands in the same place.
    static func fits(_ tip: Tip, _ model: Model) -> Bool {
        guard model.layout.shape != .tooSmall, model.queue.problem == nil || model.layout.queue == nil else {
            return false
        }
        if case .waiting = model.shownConnection { return false }
        return line(tip, model, model.theme).width + 4 <= model.size.columns
    }

    private static func line(_ tip: Tip, _ model: Model, _ theme: Theme) -> Line {
        let keys = model.keymap
        return Line(" \(Strings.tip(tip, keys)) ", theme.header) + Line(" \(keys.keyName(.back))", theme.key)
            + Line(" \(Strings.hidesTip) ", theme.dim)
    }
}
