import Foundation

/// How good the model was on what has been judged.
enum ReviewSummaryView {
    static func draw(
        _ review: ReviewState, in rect: Rect, theme: Theme, _ model: Model, on frame: inout Frame
    ) {
        let inner = rect.inset()
        let lines = lines(review, in: model, theme)
        let scroll = min(review.scroll, max(0, lines.count - inner.rows))
        for row in 0..<max(0, inner.rows) where scroll + row < lines.count {
            frame.put(lines[scroll + row], row: inner.row + row, column: inner.column + 1, width: inner.columns - 2)
        }
        Panel.scrollbar(
            rect, firstRow: inner.row, offset: scroll, visible: inner.rows, count: lines.count, focused: true,
            theme: theme, on: &frame)
    }

    /// The whole text, to be scrolled.
    static func lines(_ review: ReviewState, in model: Model, _ theme: Theme) -> [Line] {
        let width = model.layout.body.inset().columns - 2
        let tally = review.tally
        var lines: [Line] = [
            .empty, Line(Strings.summaryJudged(tally.judged, of: review.items.count), theme.bold), .empty,
            share(Strings.summaryTopOne, tally.topOne, of: tally.judged, theme.best, width: width, theme),
            share(Strings.summaryTopFive, tally.topFive, of: tally.judged, theme.good, width: width, theme), .empty,
        ]
        var remarks: [String] = []
        if review.considered > review.items.count {
            remarks.append(Strings.summaryLeftOut(review.considered, review.items.count))
        }
        if tally.judged < review.considered { remarks.append(Strings.summaryBias) }
        for remark in remarks { lines += Wrapping.lines(remark, width: width).map { Line($0, theme.dim) } }
        if !remarks.isEmpty { lines.append(.empty) }
        lines += confusions(review, width: width, theme)
        if let path = model.results.journalPath {
            lines += [.empty, Line(ShownText.truncateMiddle(Strings.summaryKept(path), to: width), theme.dim)]
        }
        return lines
    }

    private static func share(
        _ label: String, _ part: Int, of whole: Int, _ style: Style, width: Int, _ theme: Theme
    ) -> Line {
        var line = Line(label, theme.header).padded(to: 13)
        let words = Strings.summaryShare(part, of: whole)
        let bar = min(40, width - 13 - DisplayWidth.of(words) - 2)
        if bar >= 6 {
            let fraction = whole > 0 ? Double(part) / Double(whole) : 0
            line += Bars.line(fraction, width: bar, style: style, theme: theme) + Line("  ")
        }
        return line + Line(words, theme.text)
    }

    private static func confusions(_ review: ReviewState, width: Int, _ theme: Theme) -> [Line] {
        let confusions = review.confusions
        guard !confusions.isEmpty else { return [Line(Strings.summaryNoConfusions, theme.dim)] }
        let label = max(8, min(36, (width - 6) / 2))
        func row(_ count: String, _ predicted: String, _ correct: String, _ styles: (Style, Style)) -> Line {
            let number = Line(String(repeating: " ", count: max(0, 3 - count.count)) + count + " ", theme.bold)
            return number + Line(ShownText.truncate(predicted, to: label), styles.0).padded(to: label + 1)
                + Line(ShownText.truncate(correct, to: label), styles.1)
        }
        return [
            Line(Strings.summaryConfusions, theme.title),
            row("", Strings.summaryPredicted, Strings.summaryCorrect, (theme.dim, theme.dim)),
        ]
            + confusions.map {
                row(
                    Shown.count($0.count), Shown.shortLabel($0.predicted),
                    $0.correct.map(Shown.shortLabel) ?? Strings.noneOfTheFive,
                    (theme.text, $0.correct == nil ? theme.dim : theme.mark))
            }
    }
}
