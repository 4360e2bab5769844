import API
import Foundation

/// Two models on the same pictures: the table of where they disagree, and the picture of the line under the cursor.
enum ComparisonView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        guard let comparison = model.results.comparison else { return }
        Panel.draw(
            rect, title: title(comparison, rect, theme), note: note(comparison, theme),
            footer: footer(comparison, rect, theme), focused: true, theme: theme, on: &frame)
        if let (text, isBad) = message(comparison) {
            let area = rect.inset()
            let lines = Wrapping.lines(text, width: area.columns - 4)
            let top = area.row + max(0, (area.rows - lines.count) / 2)
            for (index, line) in lines.prefix(max(0, area.rows)).enumerated() {
                frame.putCentred(
                    Line(line, isBad ? theme.bad : theme.dim), row: top + index, column: area.column + 2,
                    width: area.columns - 4)
            }
            return
        }
        let layout = model.layout.comparison
        table(comparison, layout, rect, theme, on: &frame)
        guard let current = comparison.current else { return }
        if let area = layout.picture {
            if let picture = model.preview.picture {
                frame.put(picture, in: area)
            } else {
                let text = ShownText.truncate(model.preview.problem ?? Strings.loadingPicture, to: area.columns)
                frame.putCentred(
                    Line(text, theme.dim), row: area.row + area.rows / 2, column: area.column, width: area.columns)
            }
        }
        if let area = layout.results { sides(current, comparison.models, in: area, theme, on: &frame) }
    }

    private static func message(_ comparison: ComparisonState) -> (String, isBad: Bool)? {
        switch comparison.phase {
        case .gathering(let looked, let total): (Strings.reviewGathering(looked, of: total), false)
        case .failed(let reason): (reason, true)
        case .ready where comparison.pictures.isEmpty: (Strings.noPictures, false)
        case .ready where comparison.rows.isEmpty && comparison.tally.waiting == 0:
            (comparison.tally.compared > 0 ? Strings.noDisagreement : Strings.agreement(0, of: 0), false)
        case .ready: nil
        }
    }

    private static func title(_ comparison: ComparisonState, _ rect: Rect, _ theme: Theme) -> Line {
        let room = max(6, (rect.columns - Strings.compareTitle.count - 14 - (rect.columns >= 76 ? 26 : 0)) / 2)
        return Line("\(Strings.compareTitle)  ", theme.focusedTitle)
            + Line("A ", theme.mark) + Line(ShownText.truncateMiddle(comparison.models.a, to: room), theme.dim)
            + Line("  B ", theme.best) + Line(ShownText.truncateMiddle(comparison.models.b, to: room), theme.dim)
    }

    private static func note(_ comparison: ComparisonState, _ theme: Theme) -> Line {
        guard comparison.phase == .ready else { return .empty }
        return Line(Strings.agreement(comparison.tally.agreeing, of: comparison.tally.compared), theme.header)
    }

    /// What the table shows, and what is still missing in it.
    private static func footer(_ comparison: ComparisonState, _ rect: Rect, _ theme: Theme) -> Line {
        guard comparison.phase == .ready else { return .empty }
        let tally = comparison.tally
        var parts = [
            (comparison.showsAll ? Strings.everyPicture : Strings.onlyDisagreements)
                + " (\(Shown.count(comparison.rows.count)))"
        ]
        // A narrow pane has no room for it above.
        if rect.columns < 76 { parts.insert(Strings.agreement(tally.agreeing, of: tally.compared), at: 0) }
        if tally.waiting > 0 { parts.append(Strings.waitingFor(tally.waiting)) }
        if tally.missing > 0 { parts.append(Strings.missingResults(tally.missing)) }
        if tally.failed > 0 { parts.append(Strings.failedResults(tally.failed)) }
        if comparison.unreadable > 0 { parts.append(Strings.unreadableFiles(comparison.unreadable)) }
        let text = parts.joined(separator: " \(theme.glyphs.separator) ")
        return Line(ShownText.truncate(text, to: rect.columns - 6), tally.waiting > 0 ? theme.active : theme.dim)
    }

    private static func table(
        _ comparison: ComparisonState, _ layout: ComparisonLayout, _ rect: Rect, _ theme: Theme, on frame: inout Frame
    ) {
        let area = layout.table
        guard area.rows > 0, area.columns > 20 else { return }
        let room = area.columns - 3
        let image = max(6, min(28, room * 3 / 10))
        let side = (room - image - 2) / 2
        let columns = [area.column + 2, area.column + 3 + image, area.column + 4 + image + side]
        let headings = Strings.comparisonColumns
        for (column, heading) in zip(columns, [headings.image, headings.a, headings.b]) {
            frame.put(Line(heading, theme.dim), row: area.row, column: column, width: side)
        }
        for row in 0..<layout.tableRows where comparison.offset + row < comparison.rows.count {
            let picture = comparison.pictures[comparison.rows[comparison.offset + row]]
            let place = Rect(row: area.row + 1 + row, column: area.column, rows: 1, columns: area.columns)
            let isCurrent = comparison.offset + row == comparison.cursor
            if isCurrent {
                frame.put(
                    theme.glyphs.cursor, row: place.row, column: place.column, width: 1, style: theme.focusedTitle)
            }
            let name = ShownText.truncateMiddle(Shown.name(picture.name), to: image)
            frame.put(name, row: place.row, column: columns[0], width: image, style: theme.text)
            for (column, result) in zip(columns.dropFirst(), [picture.a, picture.b]) {
                let line = cell(result, width: side, isDifferent: picture.disagrees, theme)
                frame.put(line, row: place.row, column: column, width: side)
            }
            if isCurrent { frame.restyle(place) { theme.select(&$0, focused: true) } }
        }
        Panel.scrollbar(
            Rect(
                row: rect.row, column: rect.column, rows: rect.rows,
                columns: area.column - rect.column + area.columns + 1),
            firstRow: area.row + 1, offset: comparison.offset, visible: layout.tableRows, count: comparison.rows.count,
            focused: true, theme: theme, on: &frame)
    }

    private static func cell(_ result: ComparedResult, width: Int, isDifferent: Bool, _ theme: Theme) -> Line {
        switch result {
        case .known(let label, let score):
            let number = " \(Shown.score(score))"
            let text = ShownText.truncate(Shown.shortLabel(label), to: max(1, width - number.count))
            return Line(text, isDifferent ? theme.text : theme.dim) + Line(number, theme.dim)
        case .waiting: return Line(Strings.waitingWord, theme.active)
        case .missing: return Line(Strings.missingWord, theme.dim)
        case .failed(let reason): return Line(ShownText.truncate(reason, to: width), theme.bad)
        }
    }

    /// Both answers with bars on one scale.
    private static func sides(
        _ picture: ComparedPicture, _ models: ModelPair, in area: Rect, _ theme: Theme, on frame: inout Frame
    ) {
        let labels = [picture.a.label, picture.b.label].compactMap(\.self)
        let widths = Bars.Widths(total: area.columns - 2, labels: labels)
        let isTall = area.rows >= 6
        var row = area.row + (isTall ? 1 : 0)
        for side in ModelPair.Side.allCases {
            let letter = Line(side == .a ? "A " : "B ", side == .a ? theme.mark : theme.best)
            let id = Line(ShownText.truncateMiddle(models[side], to: area.columns - 2), theme.dim)
            let body: Line
            if case .known(let label, let score) = picture[side] {
                body = Bars.prediction(label, score, isBest: side == .b, widths: widths, theme: theme)
            } else {
                body = cell(picture[side], width: area.columns - 2, isDifferent: false, theme)
            }
            let lines = isTall ? [letter + id, Line("  ") + body, .empty] : [letter + id, Line("  ") + body]
            for line in lines where row < area.row + area.rows {
                frame.put(line, row: row, column: area.column, width: area.columns)
                row += 1
            }
        }
    }
}
