/// Bars of eighths of a cell on a faint track.
enum Bars {
    static func line(_ fraction: Double, width: Int, style: Style, theme: Theme) -> Line {
        guard width > 0 else { return .empty }
        let bar = theme.glyphs.bar(fraction, width: width)
        let rest = String(repeating: " ", count: max(0, width - bar.count))
        return Line(bar, theme.track(style)) + Line(rest, theme.track(style))
    }

    /// Label, bar and score of one prediction.
    static func prediction(_ label: String, _ score: Double, isBest: Bool, widths: Widths, theme: Theme) -> Line {
        let style = isBest ? theme.best : theme.other
        // The first of several synonyms in full says more than a part of all.
        let fits = DisplayWidth.of(ShownText.sanitise(label)) <= widths.label
        let shown = ShownText.truncate(fits ? label : Shown.shortLabel(label), to: widths.label)
        let name = Line(shown, isBest ? theme.bold : theme.header)
        var line = name.padded(to: widths.label)
        if widths.bar > 0 { line += Line(" ") + Bars.line(score, width: widths.bar, style: style, theme: theme) }
        return line + Line(" \(Shown.score(score))", isBest ? theme.bold : theme.dim)
    }

    /// How a line of a top-5 shares its cells.
    struct Widths: Equatable {
        var label: Int
        var bar: Int

        /// The longest label is served first, as long as a bar of some length is left.
        init(total: Int, labels: [String]) {
            let scoreWidth = 6
            let room = max(1, total - scoreWidth)
            func longest(_ texts: [String]) -> Int {
                texts.map { DisplayWidth.of(ShownText.sanitise($0)) }.max() ?? 0
            }
            let full = longest(labels)
            // Every synonym is shown where a good bar is left, else the first one of each label.
            label = full + 1 + 14 <= room ? full : min(longest(labels.map(Shown.shortLabel)), max(room - 9, 8), room)
            bar = room - label - 1
            if bar < 4 {
                label = room
                bar = 0
            } else {
                bar = min(bar, 40)
            }
        }
    }
}
