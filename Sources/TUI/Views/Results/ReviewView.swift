import API
import Foundation

/// One picture to be judged, as large as there is room, and its top-5 with numbers.
enum ReviewView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        guard let review = model.results.review else { return }
        let isSummary = review.showsSummary && review.isReady
        Panel.draw(
            rect, title: title(review, isSummary, rect, theme), note: progress(review, theme),
            footer: isSummary ? .empty : facts(review, rect, theme), focused: true, theme: theme, on: &frame)
        if let message = message(review) {
            put(message.0, message.isBad ? theme.bad : theme.dim, rect.inset(), on: &frame)
        } else if isSummary {
            ReviewSummaryView.draw(review, in: rect, theme: theme, model, on: &frame)
        } else if let item = review.current {
            let layout = model.layout.review
            if let area = layout.picture { picture(model, in: area, theme: theme, on: &frame) }
            let lines = lines(item, review, model, width: layout.text.columns, rows: layout.text.rows, theme)
            let top = layout.text.row + (lines.count + 2 <= layout.text.rows && layout.picture != nil ? 1 : 0)
            for (index, line) in lines.enumerated() where top + index < layout.text.row + layout.text.rows {
                frame.put(line, row: top + index, column: layout.text.column, width: layout.text.columns)
            }
        }
    }

    /// What stands in the place of a picture while there is none to judge.
    private static func message(_ review: ReviewState) -> (String, isBad: Bool)? {
        switch review.phase {
        case .gathering(let looked, let total): (Strings.reviewGathering(looked, of: total), false)
        case .failed(let reason): (reason, true)
        case .ready where !review.hasJournal: (Strings.loadingQueue, false)
        case .ready: review.items.isEmpty ? (Strings.reviewIsEmpty, false) : nil
        }
    }

    private static func title(_ review: ReviewState, _ isSummary: Bool, _ rect: Rect, _ theme: Theme) -> Line {
        var line = Line("\(Strings.reviewTitle)  ", theme.focusedTitle)
        if isSummary {
            line += Line(Strings.reviewSummaryTitle, theme.dim)
        } else if let item = review.current, review.isReady {
            let note = progress(review, theme).width
            let room = rect.columns - Strings.reviewTitle.count - 12 - (rect.columns >= 52 ? note : 0)
            line += Line(ShownText.truncateMiddle(Shown.name(item.image.name), to: max(8, room)), theme.dim)
        } else {
            line += Line(ShownText.truncate(Strings.scope(review.scope), to: max(8, rect.columns - 16)), theme.dim)
        }
        return line
    }

    /// `37 of 200, 5 corrected`: only what is on disk counts.
    private static func progress(_ review: ReviewState, _ theme: Theme) -> Line {
        guard review.isReady, !review.items.isEmpty else { return .empty }
        let tally = review.tally
        var line = Line.empty
        if review.saveProblem != nil {
            line = Line("\(theme.glyphs.bad) \(Strings.reviewUnsaved)  ", theme.bad)
        } else if !review.unsaved.isEmpty {
            line = Line("\(Strings.reviewSaving)  ", theme.warning)
        }
        return line
            + Line(
                Strings.reviewProgress(tally.judged, of: review.items.count, corrected: tally.corrected),
                theme.header)
    }

    private static func facts(_ review: ReviewState, _ rect: Rect, _ theme: Theme) -> Line {
        guard review.isReady, let item = review.current else { return .empty }
        let image = item.image
        let choices = [
            "\(item.model) \(theme.glyphs.separator) "
                + Shown.picture(image.width, image.height, image.format, image.bytes), item.model,
        ]
        let text = choices.first { DisplayWidth.of($0) <= rect.columns - 6 } ?? ""
        return Line(text, theme.dim)
    }

    private static func picture(_ model: Model, in area: Rect, theme: Theme, on frame: inout Frame) {
        if let picture = model.preview.picture {
            frame.put(picture, in: area)
        } else {
            put(model.preview.problem ?? Strings.loadingPicture, theme.dim, area, on: &frame)
        }
    }

    private static func put(_ text: String, _ style: Style, _ area: Rect, on frame: inout Frame) {
        let lines = Wrapping.lines(text, width: area.columns - 4)
        let top = area.row + max(0, (area.rows - lines.count) / 2)
        for (index, line) in lines.prefix(max(0, area.rows)).enumerated() {
            frame.putCentred(Line(line, style), row: top + index, column: area.column + 2, width: area.columns - 4)
        }
    }

    /// The question, the five, what was said before; while a label is typed, what it may become.
    private static func lines(
        _ item: ReviewItem, _ review: ReviewState, _ model: Model, width: Int, rows: Int, _ theme: Theme
    ) -> [Line] {
        if let prompt = model.prompt, prompt.purpose == .reviewLabel {
            return labelLines(prompt, review, width: width, rows: rows, theme)
        }
        let judgement = review.currentJudgement
        let widths = Bars.Widths(total: width - 2, labels: item.prediction.map(\.label))
        let room = rows >= 16 ? [Line.empty] : []
        var lines: [Line] = rows >= 8 ? [Line(Strings.reviewQuestion, theme.header), .empty] : []
        for (index, entry) in item.prediction.enumerated() {
            let isChosen = judgement?.rank == index + 1
            let number = Line("\(index + 1) ", isChosen ? theme.mark : theme.key)
            lines.append(
                number
                    + Bars.prediction(entry.label, entry.score, isBest: index == 0, widths: widths, theme: theme))
            lines += room
        }
        if rows >= 7, room.isEmpty { lines.append(.empty) }
        if let judgement {
            let isConfirmed = judgement.verdict == .confirmed
            let text = isConfirmed ? Strings.confirmedWord : Strings.correctedTo(judgement.label)
            let glyph = isConfirmed ? theme.glyphs.good : theme.glyphs.mark
            lines.append(
                Line(
                    ShownText.truncate("\(glyph) \(text)", to: width), isConfirmed ? theme.good : theme.mark))
        } else {
            lines.append(Line(Strings.reviewMargin(Shown.score(item.margin)), theme.dim))
        }
        return lines
    }

    private static func labelLines(
        _ prompt: Prompt, _ review: ReviewState, width: Int, rows: Int, _ theme: Theme
    ) -> [Line] {
        let typed = review.completion?.typed ?? prompt.field.string
        let matches = ReviewState.matches(typed, in: review.labels, limit: 50)
        let head = [Line(Strings.reviewLabelQuestion, theme.header), .empty]
        let room = max(1, rows - head.count - 2)
        let chosen = review.completion?.index
        let first = max(0, (chosen ?? 0) - room + 1)
        return head
            + matches.dropFirst(first).prefix(room).enumerated().map { index, label in
                let isChosen = first + index == chosen
                return Line("\(isChosen ? theme.glyphs.cursor : " ") ", theme.focusedTitle)
                    + Line(ShownText.truncate(label, to: width - 2), isChosen ? theme.bold : theme.dim)
            }
    }
}
