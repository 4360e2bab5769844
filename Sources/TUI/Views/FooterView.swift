/// The last line: the prompt, a note, or the keys that do the next thing.
enum FooterView {
    /// - Returns: where the prompt's cursor stands.
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) -> Position? {
        if let prompt = model.prompt { return PromptView.draw(prompt, in: rect, theme: theme, on: &frame) }
        let progress = held(model, room: rect.columns, theme) ?? sending(model, theme)
        let room = rect.columns - 2 - (progress.spans.isEmpty ? 0 : progress.width + 3)
        frame.put(words(model, room: room, theme), row: rect.row, column: rect.column + 1, width: max(0, room))
        frame.putRight(progress, row: rect.row, column: rect.column + 1, width: rect.columns - 2)
        return nil
    }

    private static func words(_ model: Model, room: Int, _ theme: Theme) -> Line {
        if model.overlay == .quitQuestion {
            let answers = keys(model, room: room, theme)
            let long = Line("\(Strings.quitQuestion(model.uploads.remaining))  ", theme.warning)
            let short = Line("\(Strings.notSent(model.uploads.remaining))  ", theme.warning)
            return (long.width + answers.width <= room ? long : short) + answers
        }
        if case .question(let question) = model.overlay {
            let answers = keys(model, room: room, theme)
            let texts = QuestionWords.texts(question)
            let fitting = texts.first { DisplayWidth.of(ShownText.sanitise($0)) + answers.width + 2 <= room }
            let text = ShownText.truncate(fitting ?? texts.last ?? "", to: max(8, room - answers.width - 2))
            return Line("\(text)  ", theme.warning) + answers
        }
        if !model.pendingKeys.isEmpty { return Line(Key.name(of: model.pendingKeys), theme.key) }
        guard let note = model.note else { return keys(model, room: room, theme) }
        let glyphs = theme.glyphs
        switch note.tone {
        case .plain: return Line(ShownText.truncate(note.text, to: room), theme.header)
        case .good: return Line(ShownText.truncate("\(glyphs.good) \(note.text)", to: room), theme.good)
        case .bad: return Line(ShownText.truncate("\(glyphs.bad) \(note.text)", to: room), theme.bad)
        }
    }

    /// As many hints of keys that can act now as there is room for, in the key table's order of importance; quitting
    /// comes last and always has its room.
    private static func keys(_ model: Model, room: Int, _ theme: Theme) -> Line {
        let context = model.keyContext
        let gap = Line(room < 60 ? "  " : "   ")
        let actions = Keymap.hints(in: context).filter { model.canAct($0) }
        let last = actions.contains(.quit) ? hint(.quit, model, theme) : .empty
        let reserved = last.spans.isEmpty ? 0 : last.width + gap.width
        var line = Line.empty
        for action in actions where action != .quit {
            let next = hint(action, model, theme)
            guard line.width + gap.width + next.width + reserved <= room + (line.spans.isEmpty ? gap.width : 0) else {
                break
            }
            line += (line.spans.isEmpty ? .empty : gap) + next
        }
        if last.spans.isEmpty { return line }
        return line + (line.spans.isEmpty ? .empty : gap) + last
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
            + (room >= 60 ? Line("  z", theme.key) + Line(" \(Strings.hintUndo)", theme.dim) : .empty)
    }

    private static func sending(_ model: Model, _ theme: Theme) -> Line {
        let uploads = model.uploads
        guard uploads.isBusy, model.overlay != .quitQuestion else { return .empty }
        let current = min(uploads.finished + 1, uploads.total)
        let fraction = uploads.total > 0 ? Double(uploads.finished) / Double(uploads.total) : 0
        return Line("\(theme.glyphs.upload) \(Strings.sending(current, of: uploads.total)) ", theme.active)
            + Bars.line(fraction, width: 8, style: theme.active, theme: theme)
    }
}
