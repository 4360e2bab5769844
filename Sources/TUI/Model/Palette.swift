/// The command palette: a line to type in, and the commands that it finds.
package struct Palette: Sendable, Equatable {
    package var field: TextField
    /// Of the commands that are listed.
    package var selected = 0
    /// How far back in the history the line was taken from, 1 being the newest; nil: it was typed.
    package var age: Int?

    package init(text: String = "") {
        field = TextField(text)
    }

    package var text: String { field.string }
}

/// One line of the palette.
package struct PaletteEntry: Sendable, Equatable {
    package var action: Action
    /// What is run: `theme light`.
    package var command: String
    package var help: String
    /// `s  F5`
    package var keys: String
    /// Why it can't act now.
    package var refusal: String?
    /// An argument is still to be typed; an example of one.
    package var missing: String?
    /// Offsets of the characters of `command` that match what was typed.
    package var places: [Int] = []
}

extension Model {
    /// Every command that belongs here and fits what has been typed, the best first.
    package var paletteEntries: [PaletteEntry] {
        guard let palette else { return [] }
        let text = palette.text.drop { $0 == " " || $0 == ":" }
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        if let word = words.first, text.contains(" "), let action = Action.named(String(word)),
            let argument = action.argument, let line = keymap.binding(for: action, in: keyContext)
        {
            return entries(line, argument, typed: words.count > 1 ? String(words[1]) : "")
        }
        if text.isEmpty { return everyEntry }
        let found = lines(in: keyContext).compactMap { line -> (PaletteEntry, Int)? in
            var entry = listed(line)
            guard let match = Fuzzy.match(String(text), in: entry.command) else {
                // Words of the explanation find it as well, after those that are named so.
                return text.count > 2 && entry.help.lowercased().contains(text.lowercased()) ? (entry, -100) : nil
            }
            entry.places = match.places
            return (entry, match.score - entry.command.count / 4)
        }
        return found.enumerated().sorted { ($0.element.1, $1.offset) > ($1.element.1, $0.offset) }.map(\.element.0)
    }

    /// Nobody opens the palette to move a cursor: what can act comes first, then moving, then what can't act now.
    private var everyEntry: [PaletteEntry] {
        let all = lines(in: keyContext).map { ($0.group, listed($0)) }
        func rank(_ line: (KeyBinding.Group, PaletteEntry)) -> Int {
            line.1.refusal != nil ? 2 : line.0 == .moving ? 1 : 0
        }
        return (0...2).flatMap { wanted in all.filter { rank($0) == wanted }.map { $0.1 } }
    }

    /// The table's lines for a place, one for each action; the palette itself is open already.
    private func lines(in context: KeyContext) -> [KeyBinding] {
        var known: Set<Action> = [.palette]
        return keymap.bindings.filter { $0.contexts.contains(context) && known.insert($0.action).inserted }
    }

    private func listed(_ line: KeyBinding) -> PaletteEntry {
        PaletteEntry(
            action: line.action, command: line.action.name, help: line.help,
            keys: line.sequences.map(Key.name(of:)).joined(separator: "  "), refusal: refusal(of: line.action),
            missing: line.action.argument.flatMap { $0.isRequired ? $0.example : nil })
    }

    /// An action whose argument is being typed: what it may be, or what has been typed.
    private func entries(_ line: KeyBinding, _ argument: ActionArgument, typed: String) -> [PaletteEntry] {
        let choices = argument.choices.filter { Fuzzy.match(typed, in: $0) != nil }
        if !choices.isEmpty, !argument.choices.contains(typed) || typed.isEmpty {
            return choices.map { choice in
                var entry = listed(line)
                entry.command += " \(choice)"
                entry.missing = nil
                return entry
            }
        }
        var entry = listed(line)
        if !typed.isEmpty { entry.command += " \(typed)" }
        entry.missing = typed.isEmpty ? argument.example : nil
        return [entry]
    }
}
