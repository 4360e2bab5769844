import API

/// The last line: the prompt, a note, or the keys that do the next thing.
enum FooterView {
    /// - Returns: where the prompt's cursor stands.
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) -> Position? {
        if let prompt = model.prompt { return PromptView.draw(prompt, model, in: rect, theme: theme, on: &frame) }
        // A question needs the room.
        let isAsking = if case .question = model.results.layer { true } else { false }
        let progress =
            isAsking
            ? .empty
            : held(model, room: rect.columns, theme) ?? exporting(model, theme)
                ?? SendingLine.line(model, room: rect.columns / 2, theme)
        let room = rect.columns - 2 - (progress.spans.isEmpty ? 0 : progress.width + 3)
        let (line, hints) = words(model, room: room, theme)
        frame.put(line, row: rect.row, column: rect.column + 1, width: max(0, room))
        for hint in hints {
            let place = Rect(row: rect.row, column: rect.column + 1 + hint.column, rows: 1, columns: hint.width)
            frame.link(place, to: .action(hint.action))
        }
        frame.putRight(progress, row: rect.row, column: rect.column + 1, width: rect.columns - 2)
        return nil
    }

    /// Where in the line the key of an action stands, to be clicked.
    fileprivate struct Hint {
        var action: Action
        var column: Int
        var width: Int
    }

    private static func words(_ model: Model, room: Int, _ theme: Theme) -> (Line, [Hint]) {
        if model.overlay == .quitQuestion {
            let (answers, hints) = keys(model, room: room, theme)
            let long = Line("\(Strings.quitQuestion(model.uploads.remaining))  ", theme.warning)
            let short = Line("\(Strings.notSent(model.uploads.remaining))  ", theme.warning)
            let question = long.width + answers.width <= room ? long : short
            return (question + answers, hints.map { $0.moved(by: question.width) })
        }
        if case .question(let question) = model.results.layer {
            let (answers, hints) = keys(model, room: room, theme)
            let text = Line("\(question.sentence(within: max(10, room - answers.width - 2)))  ", theme.warning)
            return (text + answers, hints.map { $0.moved(by: text.width) })
        }
        if case .question(let question) = model.overlay {
            let (answers, hints) = keys(model, room: room, theme)
            let texts = QuestionWords.texts(question)
            let fitting = texts.first { DisplayWidth.of(ShownText.sanitise($0)) + answers.width + 2 <= room }
            let text = ShownText.truncate(fitting ?? texts.last ?? "", to: max(8, room - answers.width - 2))
            let words = Line("\(text)  ", theme.warning)
            return (words + answers, hints.map { $0.moved(by: words.width) })
        }
        if model.overlay == .picking(.stopQuestion) {
            let (answers, hints) = keys(model, room: room, theme)
            let long = Line("\(Strings.stopQuestion(model.uploads.remaining))  ", theme.warning)
            let short = Line("\(Strings.notSent(model.uploads.remaining))  ", theme.warning)
            let question = long.width + answers.width <= room ? long : short
            return (question + answers, hints.map { $0.moved(by: question.width) })
        }
        if !model.pendingKeys.isEmpty { return (Line(Key.name(of: model.pendingKeys), theme.key), []) }
        if model.note == nil, model.palette == nil, let tree = model.files.tree, model.overlay == nil {
            return (Line("\(theme.glyphs.waiting) \(Strings.walking(tree))", theme.active), [])
        }
        guard let note = model.note else { return model.palette == nil ? keys(model, room: room, theme) : (.empty, []) }
        let glyphs = theme.glyphs
        let line =
            switch note.tone {
            case .plain: Line(ShownText.truncate(note.text, to: room), theme.header)
            case .good: Line(ShownText.truncate("\(glyphs.good) \(note.text)", to: room), theme.good)
            case .bad: Line(ShownText.truncate("\(glyphs.bad) \(note.text)", to: room), theme.bad)
            }
        return (line, [])
    }

    /// As many hints of keys that can act now as there is room for, in the key table's order of importance; quitting
    /// comes last and always has its room.
    private static func keys(_ model: Model, room: Int, _ theme: Theme) -> (Line, [Hint]) {
        let gap = room < 60 ? 2 : 3
        let context = model.keyContext
        let isInRange = context == .files && model.files.range != nil
        let actions: [Action] = isInRange ? [.markRange, .submit, .back] : Keymap.hints(in: context)
        let wanted = actions.filter { model.canAct($0) }
            .map { ($0, hint($0, model, theme)) }.filter { !$0.1.spans.isEmpty }
        let last = wanted.first { $0.0 == .quit }
        let reserved = last.map { $0.1.width + gap } ?? 0
        var line = Line.empty
        var hints: [Hint] = []
        func add(_ action: Action, _ text: Line) {
            if !hints.isEmpty { line += Line(String(repeating: " ", count: gap)) }
            hints.append(Hint(action: action, column: line.width, width: text.width))
            line += text
        }
        for (action, text) in wanted where action != .quit {
            guard line.width + gap + text.width + reserved <= room + (hints.isEmpty ? gap : 0) else { break }
            add(action, text)
        }
        if let last { add(last.0, last.1) }
        return (line, hints)
    }

    private static func hint(_ action: Action, _ model: Model, _ theme: Theme) -> Line {
        guard let binding = model.keymap.binding(for: action, in: model.keyContext),
            let sequence = binding.sequences.first,
            let hint = binding.hint
        else { return .empty }
        return Line(Key.name(of: sequence), theme.key) + Line(" \(hint)", theme.dim)
    }

    /// What can still be taken back, with the seconds left.
    private static func held(_ model: Model, room: Int, _ theme: Theme) -> Line? {
        guard let action = model.held.last(where: { !$0.isSent }), model.covering == nil || room >= 60 else {
            return nil
        }
        let text = Strings.heldFooter(action.action, action.count, action.secondsLeft(at: model.now))
        return Line("\(theme.glyphs.waiting) \(text)", theme.warning)
            + (room >= 60
                ? Line("  \(model.keymap.keyName(.undo))", theme.key) + Line(" \(Strings.hintUndo)", theme.dim)
                : .empty)
    }

    private static func exporting(_ model: Model, _ theme: Theme) -> Line? {
        guard let export = model.results.export, !model.uploads.isBusy else { return nil }
        return Line("\(Strings.exporting(export.written, of: export.total)) ", theme.active)
            + Bars.line(export.fraction, width: 8, style: theme.active, theme: theme)
    }
}

extension FooterView.Hint {
    fileprivate func moved(by columns: Int) -> FooterView.Hint {
        FooterView.Hint(action: action, column: column + columns, width: width)
    }
}
