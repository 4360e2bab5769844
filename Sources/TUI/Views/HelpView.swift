import API

/// Every key, made from the key table.
enum HelpView {
    static func draw(_ model: Model, scroll: Int, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        let lines = lines(model)
        let inner = rect.inset()
        Panel.draw(
            rect, title: Line(Strings.help, theme.focusedTitle), focused: true, theme: theme, on: &frame)
        for row in 0..<max(0, inner.rows) where scroll + row < lines.count {
            frame.put(lines[scroll + row], row: inner.row + row, column: inner.column + 1, width: inner.columns - 2)
        }
        Panel.scrollbar(
            rect, firstRow: inner.row, offset: scroll, visible: inner.rows, count: lines.count, focused: true,
            theme: theme, on: &frame)
    }

    /// The whole text, to be scrolled; two groups beside each other where there is room.
    static func lines(_ model: Model) -> [Line] {
        let theme = model.theme
        let width = model.layout.body.inset().columns - 2
        var lines: [Line] = []
        if width >= 112 {
            let half = width / 2 - 1
            let groups: [KeyBinding.Group] = [.moving, .screens, .general]
            let left = Array(groups.map { block($0, half, model, theme) }.joined(separator: [.empty]))
            let right = block(.files, half, model, theme) + [.empty] + block(.jobs, half, model, theme)
            for row in 0..<max(left.count, right.count) {
                let first = row < left.count ? left[row] : .empty
                lines.append(first.padded(to: half + 2) + (row < right.count ? right[row] : .empty))
            }
        } else {
            for group in KeyBinding.Group.allCases {
                if !lines.isEmpty { lines.append(.empty) }
                lines += block(group, width, model, theme)
            }
        }
        return lines + remarks(model, width, theme)
    }

    private static func block(_ group: KeyBinding.Group, _ width: Int, _ model: Model, _ theme: Theme) -> [Line] {
        let keyWidth = width >= 44 ? 19 : 12
        var lines = [Line(title(group), theme.focusedTitle)]
        for binding in model.keymap.bindings where binding.group == group {
            let keys = binding.sequences.map(Key.name(of:)).joined(separator: "  ")
            let help = Wrapping.lines(binding.help, width: max(8, width - keyWidth - 2))
            for (index, text) in help.enumerated() {
                let left = index == 0 ? Line(ShownText.truncate(keys, to: keyWidth), theme.key) : .empty
                lines.append((Line(" ") + left).padded(to: keyWidth + 2) + Line(text, theme.text))
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
        lines += Wrapping.lines(Strings.logAt(model.logPath), width: width).map { Line($0, theme.dim) }
        return lines
    }

    private static func title(_ group: KeyBinding.Group) -> String {
        switch group {
        case .moving: Strings.groupMoving
        case .screens: Strings.groupScreens
        case .files: Strings.groupFiles
        case .jobs: Strings.groupJobs
        case .general: Strings.groupGeneral
        }
    }
}
