/// The last line: the prompt, a note, or the keys that do the next thing.
enum FooterView {
    /// - Returns: where the prompt's cursor stands.
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) -> Position? {
        if let prompt = model.prompt { return draw(prompt, in: rect, theme: theme, on: &frame) }
        let progress = sending(model, theme)
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

    private static func sending(_ model: Model, _ theme: Theme) -> Line {
        let uploads = model.uploads
        guard uploads.isBusy, model.overlay != .quitQuestion else { return .empty }
        let current = min(uploads.finished + 1, uploads.total)
        let fraction = uploads.total > 0 ? Double(uploads.finished) / Double(uploads.total) : 0
        return Line("\(theme.glyphs.upload) \(Strings.sending(current, of: uploads.total)) ", theme.active)
            + Bars.line(fraction, width: 8, style: theme.active, theme: theme)
    }

    private static func draw(_ prompt: Prompt, in rect: Rect, theme: Theme, on frame: inout Frame) -> Position? {
        let room = rect.columns - 4
        guard room > 0 else { return nil }
        frame.put("/", row: rect.row, column: rect.column + 1, width: 1, style: theme.key)
        // Long input scrolls, so that the cursor stays in sight.
        let before = ShownText.sanitise(String(prompt.field.text[..<prompt.field.cursor]))
        let after = ShownText.sanitise(String(prompt.field.text[prompt.field.cursor...]))
        let hidden = max(0, DisplayWidth.of(before) - room + 1)
        var kept = before
        while DisplayWidth.of(kept) > DisplayWidth.of(before) - hidden, !kept.isEmpty { kept.removeFirst() }
        let start = rect.column + 3
        let used = frame.put(kept, row: rect.row, column: start, width: room, style: theme.bold)
        let rest = frame.put(after, row: rect.row, column: start + used, width: room - used, style: theme.bold)
        let hint =
            switch prompt.purpose {
            case .filterQueue where prompt.field.text.isEmpty: Strings.filterExample
            case .filterLog where prompt.field.text.isEmpty: Strings.logFilterExample
            default: Strings.promptKeys
            }
        let hintLine = Line(hint, theme.dim)
        if used + rest + hintLine.width + 4 <= room {
            frame.putRight(hintLine, row: rect.row, column: start, width: room)
        }
        return Position(row: rect.row, column: min(start + used, rect.column + rect.columns - 1))
    }
}
