import API
import Foundation

/// The first line: which service, which model, how it is doing. What matters least goes first when room is short.
enum HeaderView {
    private struct Part {
        var line: Line
        /// 0 stays longest.
        var priority: Int
        var isRight = false
        /// Cells to the part on its left.
        var gap = 3
        /// Which of its cells can be clicked.
        var clicks: [(columns: Range<Int>, action: Action)] = []
    }

    /// From this width on the counts have words. The width alone decides, so that nothing jumps as figures come and go.
    private static let wordsFrom = 100

    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        var parts = left(model, theme) + right(model, theme, isBrief: rect.columns < wordsFrom)
        func needed() -> Int { parts.reduce(2) { $0 + $1.line.width + $1.gap } }
        while parts.count > 1, needed() > rect.columns + 3,
            let worst = parts.indices.max(by: { parts[$0].priority < parts[$1].priority })
        {
            parts.remove(at: worst)
        }
        var column = rect.column + 1
        for part in parts where !part.isRight {
            for (columns, action) in part.clicks where column + columns.upperBound <= rect.column + rect.columns {
                let place = Rect(row: rect.row, column: column + columns.lowerBound, rows: 1, columns: columns.count)
                frame.link(place, to: .action(action))
            }
            column +=
                frame.put(part.line, row: rect.row, column: column, width: rect.column + rect.columns - column) + 3
        }
        var end = rect.column + rect.columns - 1
        for part in parts.reversed() where part.isRight {
            let width = min(part.line.width, max(0, end - column + 3))
            frame.put(part.line, row: rect.row, column: end - width, width: width)
            end -= width + part.gap
        }
        alarm(model, in: rect, theme: theme, on: &frame)
    }

    /// The whole line of a production service is red; what it says stays as it is.
    private static func alarm(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        guard model.profile.isProduction else { return }
        frame.restyle(rect) { style in
            if theme.hasColors {
                style.foreground = theme.alarm.foreground
                style.background = theme.alarm.background
            } else {
                style.attributes.insert(.reverse)
            }
        }
    }

    private static func left(_ model: Model, _ theme: Theme) -> [Part] {
        var parts = [
            Part(
                line: Line("\(Strings.product) ", theme.product) + Line("\(theme.glyphs.chevron) ", theme.dim)
                    + Line(
                        ShownText.truncateMiddle(model.serviceName, to: 32),
                        ProfilesView.style(of: model.profile, theme)),
                priority: 1)
        ]
        if model.profile.isProduction {
            parts.insert(Part(line: Line(" \(Strings.production) ", theme.alarm), priority: -1), at: 0)
        }
        if let models = model.models, let chosen = models.models.first(where: \.isDefault) ?? models.models.first {
            var line = Line(ShownText.truncateMiddle(chosen.id, to: 28), theme.header)
            if models.hint != nil { line += Line(" \(Strings.starter)", theme.warning) }
            parts.append(Part(line: line, priority: 4))
        }
        parts.append(Part(line: connection(model, theme), priority: 0))
        if model.stats.latest?.isPaused == true {
            parts.append(Part(line: Line(Strings.paused, theme.warning), priority: 2))
        }
        parts.append(tabs(model, theme))
        return parts
    }

    /// From this width on the screens have their names, and only their keys below it.
    private static let tabNamesFrom = 150

    private static func tabs(_ model: Model, _ theme: Theme) -> Part {
        var part = Part(line: .empty, priority: 6)
        for (screen, action, name) in [
            (Screen.main, Action.showMain, Strings.hintMain), (.stats, .showStats, Strings.hintStats),
            (.log, .showLog, Strings.hintLog),
        ] {
            let key = model.keymap.keyName(action)
            let text = model.size.columns < tabNamesFrom ? key : "\(key) \(name)"
            let isShown = model.screen == screen
            // With the blanks around its key a tab is hit more easily.
            let start = part.line.width
            part.line += Line(isShown ? "[\(text)]" : " \(text) ", isShown ? theme.focusedTitle : theme.dim)
            part.clicks.append((start..<part.line.width, action))
        }
        return part
    }

    private static func connection(_ model: Model, _ theme: Theme) -> Line {
        switch model.shownConnection {
        case .live where model.silence != nil:
            return Line("\(theme.glyphs.waiting) \(Strings.slowAnswer(model.silence ?? 0))", theme.warning)
        case .live: return Line("\(theme.glyphs.live) \(Strings.live)", theme.good)
        case .connecting: return Line("\(theme.glyphs.waiting) \(Strings.connecting)", theme.warning)
        case .waiting(let until, _):
            let left = Int(until.timeIntervalSince(model.now).rounded(.up))
            let text =
                if model.hasBeenLive {
                    left > 0 ? Strings.reconnecting(left) : Strings.reconnectingNow
                } else {
                    left > 0 ? Strings.offline(left) : Strings.offlineNow
                }
            return Line("\(theme.glyphs.waiting) \(text)", theme.bad)
        }
    }

    private static func right(_ model: Model, _ theme: Theme, isBrief: Bool) -> [Part] {
        guard let stats = model.stats.latest else { return [] }
        var parts: [Part] = []
        let isActive = model.stats.throughput.isActive(at: model.now)
        if isActive || (model.count(.running) ?? 0) > 0 {
            let history = model.stats.throughput.history(at: model.now)
            parts.append(
                Part(
                    line: Line(Shown.rate(stats.imagesPerSecond), theme.bold)
                        + Line(" \(Strings.perSecond(model.showsTasks))", theme.dim),
                    priority: 5, isRight: true))
            if history.contains(where: { $0 > 0 }) {
                let spark = Line(theme.glyphs.sparkline(history), theme.best)
                parts.append(Part(line: spark, priority: 8, isRight: true, gap: 1))
            }
        } else {
            parts.append(Part(line: Line(Strings.idle, theme.dim), priority: 9, isRight: true))
        }
        parts.append(Part(line: counts(model, theme, isBrief: isBrief), priority: 3, isRight: true))
        if let total = stats.latencyMs[ServiceStats.totalKey], total.p95 > 0 {
            parts.append(
                Part(
                    line: Line("\(Strings.p95) ", theme.dim) + Line(Shown.milliseconds(total.p95), theme.header),
                    priority: 7, isRight: true))
        }
        return parts
    }

    /// Words, or only the signs of the states where room is short.
    private static func counts(_ model: Model, _ theme: Theme, isBrief: Bool) -> Line {
        let words: [(JobStatus, String)] = [
            (.queued, Strings.queued), (.running, Strings.running), (.succeeded, Strings.done),
            (.failed, Strings.failed),
        ]
        return words.enumerated().reduce(into: Line.empty) { line, entry in
            let (status, word) = entry.element
            let value = model.count(status) ?? 0
            let style = value > 0 ? theme.style(of: status) : theme.dim
            if entry.offset > 0 { line += Line("  ") }
            line += Line("\(isBrief ? theme.glyph(of: status) : word) ", isBrief ? style : theme.dim)
            line += Line(Shown.count(value), style)
        }
    }
}
