/// The command palette.
extension Update {
    /// - Returns: nil when the palette leaves the key to the key table.
    static func paletteKey(_ key: Key, _ model: inout Model) -> [Effect]? {
        if isForTheTable(key, model) { return nil }
        switch key {
        case .escape: model.palette = nil
        case .enter: return runSelected(&model)
        case .tab: complete(&model)
        case .up, .control("p"): paletteUp(&model)
        case .down, .control("n"): paletteDown(&model)
        case .pageUp: selectEntry(-8, &model)
        case .pageDown: selectEntry(8, &model)
        // As in a shell's history search, an empty line that is erased further closes.
        case .backspace where model.palette?.text.isEmpty == true: model.palette = nil
        default:
            model.palette?.field.edit(key)
            model.palette?.selected = 0
            model.palette?.age = nil
        }
        return []
    }

    static func pasteIntoPalette(_ text: String, _ model: inout Model) {
        model.palette?.field.insert(text)
        model.palette?.selected = 0
    }

    static func selectEntry(_ distance: Int, _ model: inout Model) {
        guard let selected = model.palette?.selected else { return }
        let last = max(0, model.paletteEntries.count - 1)
        model.palette?.selected = min(max(0, selected + distance), last)
    }

    /// At the first command, older lines of the history.
    private static func paletteUp(_ model: inout Model) {
        guard let palette = model.palette else { return }
        if palette.age == nil, palette.selected > 0 {
            model.palette?.selected -= 1
        } else {
            recall((palette.age ?? 0) + 1, &model)
        }
    }

    private static func paletteDown(_ model: inout Model) {
        guard let palette = model.palette else { return }
        if let age = palette.age {
            if age > 1 { recall(age - 1, &model) } else { model.palette = Palette() }
        } else {
            selectEntry(1, &model)
        }
    }

    private static func recall(_ age: Int, _ model: inout Model) {
        let history = model.memory.commands
        guard history.indices.contains(history.count - age) else { return }
        model.palette = Palette(text: history[history.count - age])
        model.palette?.age = age
    }

    private static func complete(_ model: inout Model) {
        guard let entry = selectedEntry(model) else { return }
        let takesMore = entry.action.argument != nil && entry.command == entry.action.name
        model.palette = Palette(text: takesMore ? "\(entry.command) " : entry.command)
    }

    private static func selectedEntry(_ model: Model) -> PaletteEntry? {
        let entries = model.paletteEntries
        guard let selected = model.palette?.selected, !entries.isEmpty else { return nil }
        return entries[min(selected, entries.count - 1)]
    }

    private static func runSelected(_ model: inout Model) -> [Effect] {
        guard let palette = model.palette else { return [] }
        guard let entry = selectedEntry(model) else {
            say(Strings.noSuchCommand(palette.text), in: &model)
            return []
        }
        return run(entry, &model)
    }

    /// A click on a line of the palette.
    static func runEntry(_ index: Int, _ model: inout Model) -> [Effect] {
        let entries = model.paletteEntries
        return entries.indices.contains(index) ? run(entries[index], &model) : []
    }

    private static func run(_ entry: PaletteEntry, _ model: inout Model) -> [Effect] {
        let argument = String(entry.command.dropFirst(entry.action.name.count).drop { $0 == " " })
        if argument.isEmpty {
            if entry.missing != nil, entry.action.argument?.isRequired == true {
                model.palette = Palette(text: "\(entry.command) ")
                return []
            }
            // It stays open: the reason is in the footer, and another command is near.
            if let refusal = entry.refusal {
                say(refusal, in: &model)
                return []
            }
        }
        model.palette = nil
        let effects = argument.isEmpty ? perform(entry.action, &model) : perform(entry.action, argument, &model)
        if model.memory.commands.last == entry.command { return effects }
        model.memory.commands.append(entry.command)
        return effects + [.remember(.command(entry.command))]
    }

    /// An action with what stands behind its name.
    private static func perform(_ action: Action, _ argument: String, _ model: inout Model) -> [Effect] {
        model.memory.learned(from: action)
        switch action {
        case .filter: return filter(by: argument, &model)
        case .goToPath: return goTo(argument, model)
        case .theme:
            guard let choice = ThemeChoice(name: argument) else {
                say(Strings.unknownTheme(argument), in: &model)
                return []
            }
            setTheme(choice, &model)
            return []
        case .sort:
            guard let order = JobOrder(rawValue: argument) else {
                say(Strings.unknownOrder(argument), in: &model)
                return []
            }
            return startList(filter: model.queue.filter, order: order, &model)
        default: return perform(action, &model)
        }
    }

    /// In the list that has the focus; the fields of a queue's filter belong to the queue wherever they are typed.
    private static func filter(by text: String, _ model: inout Model) -> [Effect] {
        if case .help = model.overlay {
            model.help.search = text
            return []
        }
        let isForQueue = ["state:", "model:", "client:", "since:"].contains { text.contains($0) }
        if isForQueue, model.list != .queue { setFocus(.queue, &model) }
        guard model.list == .queue else {
            setNarrow(text, &model)
            return []
        }
        return applyFilter(text, &model)
    }

    static func setTheme(_ choice: ThemeChoice, _ model: inout Model) {
        model.settings.theme = choice
        let isColorless = model.capabilities.colors == .none && choice != .mono
        say(isColorless ? Strings.themeWithoutColors(choice.name) : Strings.themeIs(choice.name), in: &model)
    }
}
