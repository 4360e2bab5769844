/// The services to choose from, and whether each answers.
enum ProfilesView {
    static func draw(_ model: Model, cursor: Int, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        Panel.draw(
            rect, title: Line(Strings.profiles, theme.focusedTitle),
            footer: Line(ShownText.truncate(Strings.profilesFile, to: rect.columns - 6), theme.dim), focused: true,
            theme: theme, on: &frame)
        let inner = rect.inset()
        let offset = max(0, cursor - inner.rows + 1)
        let nameWidth = min(max(12, inner.columns / 4), 24)
        for row in 0..<max(0, inner.rows) where model.profiles.indices.contains(offset + row) {
            let profile = model.profiles[offset + row]
            let place = Rect(row: inner.row + row, column: inner.column, rows: 1, columns: inner.columns)
            frame.put(
                line(profile, model, nameWidth: nameWidth, width: inner.columns - 3, theme), row: place.row,
                column: place.column + 2, width: inner.columns - 3)
            guard offset + row == cursor else { continue }
            frame.put(theme.glyphs.cursor, row: place.row, column: place.column, width: 1, style: theme.focusedTitle)
            frame.restyle(place) { theme.select(&$0, focused: true) }
        }
    }

    private static func line(
        _ profile: ServiceProfile, _ model: Model, nameWidth: Int, width: Int, _ theme: Theme
    ) -> Line {
        let isCurrent = profile.name == model.profile.name
        var line = Line("\(isCurrent ? theme.glyphs.mark : " ") ", theme.mark)
        line += Line(ShownText.truncateMiddle(profile.name, to: nameWidth), style(of: profile, theme))
        line = line.padded(to: nameWidth + 4)
        if profile.isProduction { line += Line("\(Strings.production) ", theme.alarm) }
        let check = check(model.profileChecks[profile.name] ?? .asking, theme)
        let room = width - line.width - 2
        let address = ShownText.truncateMiddle(profile.address, to: max(8, min(40, room / 2)))
        if room >= 50 { line += Line(address, theme.dim).padded(to: min(40, room / 2) + 2) }
        return line + check
    }

    static func style(of profile: ServiceProfile, _ theme: Theme) -> Style {
        var style = theme.bold
        if let color = profile.color, theme.hasColors { style.foreground = color }
        return style
    }

    private static func check(_ check: ProfileCheck, _ theme: Theme) -> Line {
        switch check {
        case .asking: Line(Strings.askingProfile, theme.dim)
        case .answers(let milliseconds, let queued, let version):
            Line("\(theme.glyphs.live) \(Strings.answersIn(Shown.milliseconds(milliseconds)))", theme.good)
                + Line("  \(Strings.queued) \(Shown.count(queued))  \(version)", theme.dim)
        case .notStarted: Line(Strings.startsWhenChosen, theme.dim)
        case .fails(let reason): Line("\(theme.glyphs.bad) \(reason)", theme.bad)
        }
    }
}
