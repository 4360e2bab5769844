import API

/// Every key, made from the key table: first those of the place where the help was asked for.
enum HelpView {
    static func draw(_ model: Model, scroll: Int, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        let lines = lines(model)
        let inner = rect.inset()
        var title = Line(Strings.help, theme.focusedTitle)
        if !model.help.search.isEmpty {
            let room = max(0, rect.columns - Strings.help.count - 8)
            title += Line("  ") + Line(ShownText.truncate("/\(model.help.search)", to: room), theme.warning)
        }
        Panel.draw(rect, title: title, focused: true, theme: theme, on: &frame)
        for row in 0..<max(0, inner.rows) where scroll + row < lines.count {
            frame.put(lines[scroll + row], row: inner.row + row, column: inner.column + 1, width: inner.columns - 2)
        }
        Panel.scrollbar(
            rect, firstRow: inner.row, offset: scroll, visible: inner.rows, count: lines.count, focused: true,
            theme: theme, on: &frame)
    }

    /// The whole text, to be scrolled; what works here beside all else where there is room.
    static func lines(_ model: Model) -> [Line] {
        let theme = model.theme
        let width = model.layout.body.inset().columns - 2
        let (here, elsewhere) = blocks(model, width: width >= 112 ? width / 2 - 1 : width, theme)
        var lines: [Line] = []
        if width >= 112, !here.isEmpty, !elsewhere.isEmpty {
            let half = width / 2 - 1
            for row in 0..<max(here.count, elsewhere.count) {
                let first = row < here.count ? here[row] : .empty
                lines.append(first.padded(to: half + 2) + (row < elsewhere.count ? elsewhere[row] : .empty))
            }
        } else {
            lines = here + (here.isEmpty || elsewhere.isEmpty ? [] : [.empty]) + elsewhere
        }
        guard model.help.search.isEmpty else {
            return lines.isEmpty ? [Line(Strings.helpNothingFound(model.help.search), theme.dim)] : lines
        }
        return lines + remarks(model, width, theme)
    }

    /// The keys of the place in which help was asked for, and by their groups those of all others.
    private static func blocks(_ model: Model, width: Int, _ theme: Theme) -> (here: [Line], elsewhere: [Line]) {
        let context = model.help.context
        let wanted = model.keymap.bindings.filter { matches($0, model.help.search) }
        let here = wanted.filter { $0.contexts.contains(context) }
        var first = block(Strings.helpHere(Strings.context(context)), here, width, theme)
        if here.isEmpty { first = [] }
        var rest: [Line] = []
        for group in KeyBinding.Group.allCases {
            let lines = wanted.filter { $0.group == group && !$0.contexts.contains(context) }
            guard !lines.isEmpty else { continue }
            if !rest.isEmpty { rest.append(.empty) }
            rest += block(Strings.helpElsewhere(title(group)), lines, width, theme)
        }
        return (first, rest)
    }

    private static func matches(_ binding: KeyBinding, _ search: String) -> Bool {
        let needle = search.lowercased().trimmingPrefix { $0 == " " }
        guard !needle.isEmpty else { return true }
        let keys = binding.sequences.map(Key.name(of:))
        return binding.help.lowercased().contains(needle) || binding.action.name.contains(needle)
            || keys.contains { $0.lowercased() == needle || (needle.count > 1 && $0.lowercased().contains(needle)) }
    }

    private static func block(_ title: String, _ bindings: [KeyBinding], _ width: Int, _ theme: Theme) -> [Line] {
        let keyWidth = width >= 44 ? 19 : 12
        // The name that the configuration and the palette have for it.
        let nameWidth = width >= 72 ? 15 : 0
        var lines = [Line(title, theme.focusedTitle)]
        for binding in bindings {
            let names = binding.sequences.map(Key.name(of:)).joined(separator: "  ")
            let keys = names.isEmpty ? ":\(binding.action.name)" : names
            let help = Wrapping.lines(binding.help, width: max(8, width - keyWidth - 2 - nameWidth))
            for (index, text) in help.enumerated() {
                let left = index == 0 ? Line(ShownText.truncate(keys, to: keyWidth), theme.key) : .empty
                var line = (Line(" ") + left).padded(to: keyWidth + 2) + Line(text, theme.text)
                if index == 0, nameWidth > 0 {
                    line = line.padded(to: width - nameWidth) + Line(" \(binding.action.name)", theme.dim)
                }
                lines.append(line)
            }
        }
        return lines
    }

    private static func remarks(_ model: Model, _ width: Int, _ theme: Theme) -> [Line] {
        var lines: [Line] = [.empty]
        if let hint = model.models?.hint {
            lines += Wrapping.lines(hint, width: width).map { Line($0, theme.warning) }
            lines.append(.empty)
        }
        lines.append(Line("\(Strings.filterTitle)  ", theme.focusedTitle))
        lines += Wrapping.lines(Strings.filterHelp, width: width).map { Line($0, theme.dim) }
        lines.append(.empty)
        lines += Wrapping.lines(Strings.workHelp, width: width).map { Line($0, theme.dim) }
        lines += Wrapping.lines(Strings.configHelp, width: width).map { Line($0, theme.dim) }
        lines += Wrapping.lines(Strings.logAt(model.logPath), width: width).map { Line($0, theme.dim) }
        return lines
    }

    private static func title(_ group: KeyBinding.Group) -> String {
        switch group {
        case .moving: Strings.groupMoving
        case .screens: Strings.groupScreens
        case .files: Strings.groupFiles
        case .jobs: Strings.groupJobs
        case .results: Strings.groupResults
        case .general: Strings.groupGeneral
        }
    }
}
