/// One plot in a pane: a scale on the left, time below, the values as an area or as lines.
struct PlotView {
    enum Series {
        /// Filled from below, the higher the brighter; nil is unknown.
        case area([Double?], low: Style, high: Style)
        case line([Double?], Style)
    }

    var series: [Series]
    var scale: PlotScale
    var range: StatsRange
    /// A value of the scale with its unit, short.
    var label: (Double) -> String
    var theme: Theme
    /// The time is written below, where there is room.
    var hasTime = true

    /// Cells of the labels of the scale, at any size.
    static let labelWidth = 7

    /// Cells for values in a pane's inside.
    static func columns(of rect: Rect) -> Int { max(0, rect.columns - labelWidth - 1) }

    func draw(in rect: Rect, on frame: inout Frame) {
        let hasTime = hasTime && rect.rows >= 3
        let plot = Rect(
            row: rect.row, column: rect.column + Self.labelWidth, rows: rect.rows - (hasTime ? 1 : 0),
            columns: Self.columns(of: rect))
        guard plot.rows > 0, plot.columns > 0 else { return }
        drawScale(beside: plot, on: &frame)
        if hasTime { drawTime(below: plot, on: &frame) }
        for series in series {
            switch series {
            case .area(let values, let low, let high): area(values, low, high, in: plot, on: &frame)
            case .line(let values, let style):
                var canvas = PlotCanvas(
                    size: Size(rows: plot.rows, columns: plot.columns), unicode: theme.glyphs == .unicode)
                canvas.line(values.map { $0.map(scale.place) }, style)
                canvas.draw(on: &frame, row: plot.row, column: plot.column)
            }
        }
    }

    /// The values at the ends, and in the middle where there is room, each on its line.
    private func drawScale(beside plot: Rect, on frame: inout Frame) {
        var lines: [Int: Double] = [plot.rows - 1: 0, 0: 1]
        if plot.rows >= 5, plot.rows % 2 == 1 { lines[plot.rows / 2] = 0.5 }
        for (line, place) in lines {
            let text = label(scale.value(at: place))
            frame.putRight(
                Line(text, theme.dim), row: plot.row + line, column: plot.column - Self.labelWidth,
                width: Self.labelWidth - 1)
        }
        for line in 0..<plot.rows {
            frame.put(
                theme.glyphs.vertical, row: plot.row + line, column: plot.column - 1, width: 1, style: theme.border)
        }
    }

    private func drawTime(below plot: Rect, on frame: inout Frame) {
        let row = plot.row + plot.rows
        let start = Line(Strings.ago(range), theme.dim)
        let end = Line(Strings.now, theme.dim)
        frame.put(start, row: row, column: plot.column, width: plot.columns)
        guard plot.columns >= start.width + end.width + 2 else { return }
        frame.putRight(end, row: row, column: plot.column, width: plot.columns)
        let middle = Line(Strings.half(range), theme.dim)
        guard plot.columns >= start.width + end.width + middle.width + 12 else { return }
        frame.putCentred(middle, row: row, column: plot.column, width: plot.columns)
    }

    private func area(_ values: [Double?], _ low: Style, _ high: Style, in plot: Rect, on frame: inout Frame) {
        guard !values.isEmpty else { return }
        let steps = theme.glyphs.spark.count
        for column in 0..<plot.columns {
            guard let value = values[column * values.count / plot.columns] else {
                frame.put(
                    theme.glyphs.separator, row: plot.row + plot.rows - 1, column: plot.column + column, width: 1,
                    style: theme.border)
                continue
            }
            guard value > 0 else { continue }
            let height = max(1, Int((min(1, scale.place(value)) * Double(plot.rows * steps)).rounded()))
            for line in 0..<plot.rows where height > line * steps {
                let filled = min(steps, height - line * steps)
                let share = plot.rows > 1 ? Double(line) / Double(plot.rows - 1) : 1
                frame.put(
                    theme.glyphs.spark[filled - 1], row: plot.row + plot.rows - 1 - line, column: plot.column + column,
                    width: 1, style: Self.blend(low, high, share))
            }
        }
    }

    /// Between two colours; without colours the higher one's style.
    static func blend(_ low: Style, _ high: Style, _ share: Double) -> Style {
        guard let from = low.foreground, let to = high.foreground else { return high }
        func mix(_ one: UInt8, _ other: UInt8) -> UInt8 {
            UInt8(min(255, max(0, (Double(one) * (1 - share) + Double(other) * share).rounded())))
        }
        var style = high
        style.foreground = Color(mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue))
        return style
    }
}
