import API
import Foundation

/// The event log, newest at the bottom.
enum LogView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        Panel.draw(
            rect, title: title(model, rect, theme), note: note(model, theme), focused: true, theme: theme, on: &frame)
        let inner = Rect(row: rect.row + 1, column: rect.column + 1, rows: rect.rows - 2, columns: rect.columns - 2)
        guard inner.rows > 1, inner.columns > 8 else { return }
        let columns = LogColumns(width: inner.columns - 3)
        for place in columns.places {
            frame.put(
                Line(ShownText.truncate(place.part.heading, to: place.width), theme.dim), row: inner.row,
                column: inner.column + 2 + place.column, width: place.width)
        }
        for row in 0..<(inner.rows - 1) {
            guard let entry = model.log.entry(at: model.log.offset + row) else { break }
            let place = Rect(row: inner.row + 1 + row, column: inner.column, rows: 1, columns: inner.columns)
            draw(entry, columns, in: place, theme, on: &frame)
            frame.link(place, to: .event(line: model.log.offset + row))
            if entry.id == model.log.selected {
                frame.put(
                    theme.glyphs.cursor, row: place.row, column: place.column, width: 1, style: theme.focusedTitle)
                frame.restyle(place) { theme.select(&$0, focused: true) }
            }
        }
        if model.log.count == 0 { empty(model, inner, theme, on: &frame) }
        Panel.scrollbar(
            rect, firstRow: inner.row + 1, offset: model.log.offset, visible: inner.rows - 1, count: model.log.count,
            focused: true, theme: theme, on: &frame)
    }

    private static func title(_ model: Model, _ rect: Rect, _ theme: Theme) -> Line {
        let name = Line("\(Strings.log)  ", theme.focusedTitle)
        guard !model.log.filter.isEmpty else { return name + Line(Strings.events, theme.dim) }
        let room = max(0, rect.columns - Strings.log.count - 8)
        return name + Line(ShownText.truncate("/\(model.log.filter)", to: room), theme.warning)
    }

    private static func note(_ model: Model, _ theme: Theme) -> Line {
        model.log.isFollowing
            ? Line(Strings.following, theme.good) : Line(Strings.held(model.log.unseen), theme.warning)
    }

    private static func draw(
        _ entry: EventLog.Entry, _ columns: LogColumns, in rect: Rect, _ theme: Theme, on frame: inout Frame
    ) {
        for place in columns.places {
            var width = place.width
            if case .connection = entry.kind, place.part == .state { width = rect.columns - place.column - 3 }
            let line = line(place.part, entry, width: width, theme)
            frame.put(line, row: rect.row, column: rect.column + 2 + place.column, width: width)
            if case .connection = entry.kind, place.part == .state { return }
        }
    }

    private static func line(
        _ part: LogColumns.Part, _ entry: EventLog.Entry, width: Int, _ theme: Theme
    ) -> Line {
        let style = style(entry.kind, theme)
        switch part {
        case .time: return Line(Shown.clock(entry.time), theme.dim)
        case .job: return Line(entry.jobID.map(Shown.id) ?? "", theme.dim)
        case .name: return Line(ShownText.truncateMiddle(entry.name, to: width), theme.text)
        case .state:
            let words = Line("\(glyph(entry.kind, theme)) \(Strings.word(entry.kind))", style)
            guard case .connection = entry.kind else { return words }
            return words + Line("  " + ShownText.truncate(entry.detail, to: max(0, width - words.width - 2)), theme.dim)
        case .duration: return Line(entry.milliseconds.map(Shown.milliseconds) ?? "", theme.dim)
        case .detail:
            var text = entry.detail
            if case .job(_, let step?) = entry.kind {
                text = text.isEmpty ? Strings.long(step) : "\(Strings.long(step)): \(text)"
            }
            return Line(
                ShownText.truncate(text, to: width), entry.kind == .job(.succeeded, step: nil) ? theme.text : style)
        }
    }

    private static func style(_ kind: EventLog.Entry.Kind, _ theme: Theme) -> Style {
        switch kind {
        case .job(let status, _): theme.style(of: status)
        case .forgotten: theme.dim
        case .connection(let isGood): isGood ? theme.good : theme.bad
        }
    }

    private static func glyph(_ kind: EventLog.Entry.Kind, _ theme: Theme) -> String {
        switch kind {
        case .job(let status, _): theme.glyph(of: status)
        case .forgotten: theme.glyphs.none
        case .connection(let isGood): isGood ? theme.glyphs.live : theme.glyphs.waiting
        }
    }

    private static func empty(_ model: Model, _ inner: Rect, _ theme: Theme, on frame: inout Frame) {
        let text = model.log.filter.isEmpty ? Strings.emptyLog : Strings.noEventMatches
        let lines = Wrapping.lines(text, width: min(inner.columns - 4, 76))
        let top = inner.row + 1 + max(0, (inner.rows - 1 - lines.count) / 2)
        for (index, line) in lines.enumerated() where top + index < inner.row + inner.rows {
            frame.putCentred(Line(line, theme.dim), row: top + index, column: inner.column, width: inner.columns)
        }
    }
}
