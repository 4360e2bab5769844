import API

/// The stats screen: how the service does over time, and its workers.
enum StatsView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        let layout = StatsLayout(model)
        let points = model.statsScreen.history.points(model.statsScreen.range, most: layout.plotColumns, at: model.now)
        for (pane, rect) in layout.panes {
            if pane == .workers {
                WorkersView.draw(model, in: rect, theme: theme, on: &frame)
            } else {
                draw(pane, points, model, in: rect, theme, on: &frame)
            }
        }
    }

    private static func draw(
        _ pane: StatsPane, _ points: [StatsHistory.Point], _ model: Model, in rect: Rect, _ theme: Theme,
        on frame: inout Frame
    ) {
        let isFocused = model.statsScreen.focus == pane
        let inner = rect.inset()
        Panel.draw(
            rect, title: title(pane, rect, isFocused, theme) + legend(pane, points, model, rect, theme),
            footer: isFocused ? footer(model, rect, theme) : .empty, focused: isFocused, theme: theme, on: &frame)
        guard inner.rows > 0, inner.columns > PlotView.labelWidth + 2 else { return }
        switch pane {
        case .rate: rate(points, model, theme).draw(in: inner, on: &frame)
        case .latency: latency(points, model, theme).draw(in: inner, on: &frame)
        case .depth: depth(points, model, theme, in: inner, on: &frame)
        case .failures: failures(points, model, theme).draw(in: inner, on: &frame)
        case .workers: break
        }
    }

    private static func title(_ pane: StatsPane, _ rect: Rect, _ isFocused: Bool, _ theme: Theme) -> Line {
        Line("\(Strings.title(pane))  ", isFocused ? theme.focusedTitle : theme.title)
    }

    private static func footer(_ model: Model, _ rect: Rect, _ theme: Theme) -> Line {
        if let problem = model.stats.problem {
            return Line(ShownText.truncate("\(theme.glyphs.bad) \(problem)", to: rect.columns - 6), theme.bad)
        }
        return Line(Strings.last(model.statsScreen.range), theme.dim)
    }

    /// The figures as they are now, in the plot's colours.
    private static func legend(
        _ pane: StatsPane, _ points: [StatsHistory.Point], _ model: Model, _ rect: Rect, _ theme: Theme
    ) -> Line {
        let room = rect.columns - Strings.title(pane).count - 7
        let parts: [(String, Style)]
        switch pane {
        case .rate:
            let peak = points.map(\.rate).max() ?? 0
            parts = [
                (
                    "\(Shown.rate(model.stats.latest?.imagesPerSecond ?? 0)) \(Strings.perSecond(model.showsTasks))",
                    theme.best
                ),
                (Strings.peak(Shown.rate(peak)), theme.dim),
            ]
        case .latency:
            let all = points.reduce(into: LatencyHistogram()) { $0.add($1.latency) }
            parts = Self.shares.reversed().compactMap { name, share, style in
                all.percentile(share).map { ("\(name) \(Shown.milliseconds($0))", style(theme)) }
            }
        case .depth:
            parts = [
                ("\(Strings.queued) \(Shown.count(model.count(.queued) ?? 0))", theme.warning),
                ("\(Strings.running) \(Shown.count(model.count(.running) ?? 0))", theme.active),
            ]
        case .failures:
            let failed = points.reduce(0) { $0 + ($1.ends[.failed] ?? 0) }
            let all = points.reduce(failed) { $0 + ($1.ends[.succeeded] ?? 0) }
            parts = [
                (Shown.count(failed), failed > 0 ? theme.bad : theme.good),
                (Strings.failedShare(failed, of: all), theme.dim),
            ]
        case .workers: parts = []
        }
        var line = Line.empty
        for (text, style) in parts where line.width + text.count + 2 <= room {
            line += Line(line.spans.isEmpty ? text : "  \(text)", style)
        }
        return line
    }

    /// The highest first, as they lie above one another.
    private static let shares: [(name: String, share: Double, style: @Sendable (Theme) -> Style)] = [
        ("p99", 0.99, { $0.bad }), ("p95", 0.95, { $0.warning }), ("p50", 0.50, { $0.best }),
    ]

    private static func rate(_ points: [StatsHistory.Point], _ model: Model, _ theme: Theme) -> PlotView {
        PlotView(
            series: [.area(points.map(\.rate), low: theme.other, high: theme.best)],
            scale: .linear(points.map(\.rate), atLeast: 1), range: model.statsScreen.range,
            label: { Strings.perSecond($0) }, theme: theme)
    }

    private static func latency(_ points: [StatsHistory.Point], _ model: Model, _ theme: Theme) -> PlotView {
        let lines = shares.map { _, share, style in (points.map { $0.latency.percentile(share) }, style(theme)) }
        return PlotView(
            series: lines.map { .line($0.0, $0.1) },
            scale: .fitting(lines.flatMap { $0.0.compactMap(\.self) }, atLeast: 1), range: model.statsScreen.range,
            label: { Shown.milliseconds($0) }, theme: theme)
    }

    private static func failures(_ points: [StatsHistory.Point], _ model: Model, _ theme: Theme) -> PlotView {
        let counts = points.map { Double($0.ends[.failed] ?? 0) }
        return PlotView(
            series: [.area(counts, low: theme.bad, high: theme.bad)], scale: .linear(counts, atLeast: 1),
            range: model.statsScreen.range, label: { Strings.number($0) }, theme: theme)
    }

    /// What waits and what runs are of different sizes, so each has a scale of its own where there is room for two.
    private static func depth(
        _ points: [StatsHistory.Point], _ model: Model, _ theme: Theme, in rect: Rect, on frame: inout Frame
    ) {
        func plot(_ values: [Double?], _ style: Style) -> PlotView {
            PlotView(
                series: [.area(values, low: style, high: style)],
                scale: .linear(values.compactMap(\.self), atLeast: 1), range: model.statsScreen.range,
                label: { Strings.number($0) }, theme: theme)
        }
        let queued = plot(points.map { $0.queued.map(Double.init) }, theme.warning)
        guard rect.rows >= 5 else { return queued.draw(in: rect, on: &frame) }
        let upper = max(2, min(rect.rows - 3, (rect.rows - 1) * 3 / 5))
        let parts = [upper, rect.rows - upper]
        let running = plot(points.map { $0.running.map(Double.init) }, theme.active)
        var above = queued
        above.hasTime = false
        above.draw(in: Rect(row: rect.row, column: rect.column, rows: parts[0], columns: rect.columns), on: &frame)
        running.draw(
            in: Rect(row: rect.row + parts[0], column: rect.column, rows: parts[1], columns: rect.columns), on: &frame)
    }
}
