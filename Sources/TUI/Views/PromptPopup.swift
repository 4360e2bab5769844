/// Above the prompt: what Tab puts in, or what is wrong with the filter.
enum PromptPopup {
    static func draw(_ prompt: Prompt, _ model: Model, theme: Theme, on frame: inout Frame) {
        guard prompt.purpose == .filterQueue else { return }
        let body = model.layout.body
        let most = min(8, body.rows - 5)
        guard most > 0 else { return }
        if let problem = prompt.shownProblem {
            let lines = Wrapping.lines("\(theme.glyphs.bad) \(problem.sentence)", width: max(8, body.columns - 6))
            box(lines.prefix(most).map { Line($0, theme.bad) }, chosen: nil, at: 0, body, theme, on: &frame)
            return
        }
        // Everything that could come next is only said when a word has been begun, or by Tab.
        let completion = prompt.completion
        guard !completion.candidates.isEmpty,
            !completion.range.isEmpty || completion.chosen != nil || isAfterKey(prompt)
        else { return }
        let widest = completion.candidates.map { DisplayWidth.of(ShownText.sanitise($0.text)) }.max() ?? 0
        let lines = completion.candidates.map { candidate in
            let text = Line(candidate.text, theme.text).padded(to: widest)
            let remark = ShownText.truncate(candidate.remark, to: max(0, body.columns - widest - 8))
            return remark.isEmpty ? text : text + Line("  \(remark)", theme.dim)
        }
        let first = max(0, min((completion.chosen ?? 0) - most / 2, lines.count - most))
        box(
            Array(lines.dropFirst(first).prefix(most)), chosen: completion.chosen.map { $0 - first },
            at: completion.range.lowerBound + 1, body, theme, on: &frame)
    }

    private static func isAfterKey(_ prompt: Prompt) -> Bool {
        prompt.field.cursor > 0 && [":", ","].contains(prompt.field.text[prompt.field.cursor - 1])
    }

    private static func box(
        _ lines: [Line], chosen: Int?, at column: Int, _ body: Rect, _ theme: Theme, on frame: inout Frame
    ) {
        let width = min(body.columns, (lines.map(\.width).max() ?? 0) + 4)
        let rect = Rect(
            row: body.row + body.rows - lines.count - 2,
            column: body.column + max(0, min(column, body.columns - width)), rows: lines.count + 2, columns: width)
        frame.fill(rect, style: .plain)
        Panel.draw(rect, title: .empty, focused: true, theme: theme, on: &frame)
        for (index, line) in lines.enumerated() {
            let place = Rect(row: rect.row + 1 + index, column: rect.column + 1, rows: 1, columns: width - 2)
            frame.put(line, row: place.row, column: place.column + 1, width: place.columns - 2)
            if index == chosen { frame.restyle(place) { theme.select(&$0, focused: true) } }
        }
    }
}
