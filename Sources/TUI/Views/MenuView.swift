import API

/// A list over the panes from which a line is picked.
enum MenuView {
    static func draw(_ menu: QueueMenu, _ model: Model, theme: Theme, on frame: inout Frame) {
        let body = model.layout.body
        let entries = entries(menu.kind, model, theme)
        let title = Line(Strings.title(menu.kind), theme.focusedTitle)
        let widest = max(entries.map(\.width).max() ?? 0, title.width) + 6
        let width = min(body.columns, max(24, widest))
        let rows = min(entries.count, max(1, body.rows - 2))
        let rect = Rect(
            row: body.row + max(0, (body.rows - rows - 2) / 3), column: body.column + (body.columns - width) / 2,
            rows: rows + 2, columns: width)
        frame.fill(rect, style: .plain)
        Panel.draw(rect, title: title, focused: true, theme: theme, on: &frame)
        let first = max(0, min(menu.index - rows / 2, entries.count - rows))
        for row in 0..<rows where first + row < entries.count {
            let place = Rect(row: rect.row + 1 + row, column: rect.column + 1, rows: 1, columns: width - 2)
            let isCurrent = first + row == menu.index
            let cursor = Line(isCurrent ? "\(theme.glyphs.cursor) " : "  ", theme.focusedTitle)
            frame.put(cursor + entries[first + row], row: place.row, column: place.column, width: place.columns - 1)
            if isCurrent { frame.restyle(place) { theme.select(&$0, focused: true) } }
        }
        Panel.scrollbar(
            rect, firstRow: rect.row + 1, offset: first, visible: rows, count: entries.count, focused: true,
            theme: theme, on: &frame)
    }

    private static func entries(_ kind: QueueMenu.Kind, _ model: Model, _ theme: Theme) -> [Line] {
        switch kind {
        case .sort:
            return JobOrder.allCases.map { order in
                let isInForce = order == model.queue.order
                return Line("\(isInForce ? theme.glyphs.good : " ") ", theme.good)
                    + Line(Strings.order(order), isInForce ? theme.bold : theme.text)
            }
        case .models:
            let widest = model.choosableModels.map { DisplayWidth.of(ShownText.sanitise($0.id)) }.max() ?? 0
            return model.choosableModels.map { entry(of: $0, widest: widest, model, theme) }
        case .filters:
            let widest = min(24, model.filters.saved.map { DisplayWidth.of(ShownText.sanitise($0.name)) }.max() ?? 0)
            return model.filters.saved.map { saved in
                Line(ShownText.truncate(saved.name, to: widest), theme.text).padded(to: widest)
                    + Line("  /\(saved.filter)", theme.dim)
            }
        }
    }

    private static func entry(of info: ModelInfo, widest: Int, _ model: Model, _ theme: Theme) -> Line {
        let isChosen = model.chosenModel.map { $0 == info.id } ?? info.isDefault
        let isUsable = info.state != "unusable"
        let sign = Line(
            "\(isChosen ? theme.glyphs.good : isUsable ? " " : theme.glyphs.bad) ", isUsable ? theme.good : theme.bad)
        let name = Line(info.id, isChosen ? theme.bold : isUsable ? theme.text : theme.dim).padded(to: widest)
        let remark = [info.isDefault ? Strings.defaultModel : "", info.state].filter { !$0.isEmpty }
            .joined(separator: " \(theme.glyphs.separator) ")
        return sign + name + Line("  \(remark)", theme.dim)
    }
}
