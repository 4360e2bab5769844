import API

/// The line that is being typed, in the footer.
enum PromptView {
    /// - Returns: where the cursor stands.
    static func draw(
        _ prompt: Prompt, _ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame
    ) -> Position? {
        let isAlarm = if case .confirm = prompt.purpose { true } else { false }
        let most = isAlarm ? rect.columns * 2 / 3 : rect.columns / 2
        let sign = ShownText.truncate(sign(prompt, model), to: max(1, most))
        let room = rect.columns - 3 - DisplayWidth.of(sign)
        guard room > 0 else { return nil }
        frame.put(
            sign, row: rect.row, column: rect.column + 1, width: DisplayWidth.of(sign),
            style: isAlarm ? theme.alarm : theme.key)
        let start = rect.column + 2 + DisplayWidth.of(sign)
        let text = prompt.field.text
        let wrong = prompt.shownProblem?.range ?? 0..<0
        func width(_ character: Character) -> Int { DisplayWidth.of(ShownText.sanitise(String(character))) }
        // Long input scrolls, so that the cursor stays in sight.
        var first = 0
        var before = text[..<prompt.field.cursor].reduce(0) { $0 + width($1) }
        while before >= room, first < prompt.field.cursor {
            before -= width(text[first])
            first += 1
        }
        var used = 0
        for index in first..<max(first, text.count) where used < room {
            var style = theme.bold
            if wrong.contains(index) {
                style = theme.bad
                style.attributes.insert(.underline)
            }
            used += frame.put(
                ShownText.sanitise(String(text[index])), row: rect.row, column: start + used, width: room - used,
                style: style)
        }
        if let hint = PickingPrompt.hint(prompt, model, theme, room: room - used - 4) {
            frame.putRight(hint, row: rect.row, column: start, width: room)
        }
        for hint in (model.note.map { [$0.text] } ?? []) + hints(prompt, model) {
            let line = Line(hint, hint == model.note?.text ? theme.warning : theme.dim)
            guard used + line.width + 4 <= room else { continue }
            frame.putRight(line, row: rect.row, column: start, width: room)
            break
        }
        return Position(row: rect.row, column: min(start + before, rect.column + rect.columns - 1))
    }

    private static func sign(_ prompt: Prompt, _ model: Model) -> String {
        switch prompt.purpose {
        case .confirm(let action):
            Strings.confirmQuestion(model.profile.name, Strings.confirmed(action, on: model.subjectJob?.image.name))
        case .narrowFiles, .filterQueue, .filterLog, .searchHelp: "/"
        case .markGlob: "*"
        case .goToPath: ">"
        case .nameFilter(let filter): Strings.nameFilter(filter)
        case .find: Strings.findSign
        case .exportPath: Strings.exportPromptLead
        case .reviewLabel: Strings.labelPromptLead
        }
    }

    /// The first that fits is shown.
    private static func hints(_ prompt: Prompt, _ model: Model) -> [String] {
        switch prompt.purpose {
        case .narrowFiles, .searchHelp, .confirm: [Strings.promptKeys]
        case .markGlob, .goToPath: []
        case .filterLog:
            [prompt.field.text.isEmpty ? Strings.logFilterExample : Strings.promptKeys, Strings.promptKeys]
        case .filterQueue:
            prompt.field.text.isEmpty
                ? [Strings.filterExample, Strings.promptKeys] : [Strings.filterKeys, Strings.promptKeys]
        case .nameFilter: [Strings.nameKeys]
        case .find: [Strings.findKeys]
        case .exportPath:
            [
                Strings.exportPromptHint(
                    ShownText.truncateMiddle(model.files.folder.shown(below: model.files.home), to: 30)),
                Strings.exportPromptKeys,
            ]
        case .reviewLabel:
            [prompt.field.text.isEmpty ? Strings.labelPromptHint : Strings.labelPromptKeys, Strings.exportPromptKeys]
        }
    }
}

extension Prompt {
    /// What can't be right in the filter; the word that is being typed is not blamed while it can be completed.
    var shownProblem: QueueFilter.Problem? {
        guard purpose == .filterQueue, let problem = QueueFilter(field.string).problem else { return nil }
        let isUnderWay = problem.range.upperBound == field.cursor
        return isUnderWay && (!completion.candidates.isEmpty || field.text.last == "-") ? nil : problem
    }
}
