package import API

/// Roles and how they look. State is always a glyph and a word as well, so that no role rests on colour alone.
package struct Theme: Sendable {
    package var text = Style.plain
    package var bold = Style(attributes: .bold)
    package var dim: Style
    package var border: Style
    package var focusedBorder: Style
    package var title: Style
    package var focusedTitle: Style
    package var product: Style
    package var key: Style
    package var folder: Style
    package var mark: Style
    package var best: Style
    package var other: Style
    package var good: Style
    package var bad: Style
    package var warning: Style
    package var active: Style
    package var header: Style
    package var doneBar: Style
    /// Words that must not be overlooked.
    package var alarm: Style
    package var glyphs: Glyphs
    /// nil without colours.
    let colors: ThemeColors?
    package var hasColors: Bool { colors != nil }
    /// What cells without a background of their own stand on; nil is the terminal's own.
    let paper: Color?
    /// Backgrounds need at least 256 colours to look calm; below that the cursor line is reversed.
    private let usesBackgrounds: Bool

    /// - Parameter background: the terminal's, if it has told.
    package init(
        _ capabilities: TerminalCapabilities, choice: ThemeChoice = .automatic, background: Color? = nil
    ) {
        let isLight = background.map(Self.isLight) ?? capabilities.isLight
        let colors = capabilities.colors > .none ? Self.colors(choice, onLight: isLight ?? false) : nil
        func style(_ color: Color?, _ attributes: Style.Attributes = [], mono: Style.Attributes = []) -> Style {
            Style(foreground: color, attributes: color == nil ? attributes.union(mono) : attributes)
        }
        self.colors = colors
        paper = colors.flatMap { $0.isLight == (isLight ?? false) ? nil : $0.paper }
        usesBackgrounds = colors != nil && capabilities.colors >= .indexed256
        glyphs = capabilities.unicode ? .unicode : .ascii
        // On white, of sixteen colours or less no grey can be read: there the terminal's own colour must do.
        let hasGreys = capabilities.colors > .sixteen || colors?.isLight == false
        dim = style(hasGreys ? colors?.dim : nil, mono: .dim)
        border = style(hasGreys ? colors?.border : nil, mono: .dim)
        focusedBorder = style(colors?.focusedBorder)
        title = style(hasGreys ? colors?.title : nil)
        focusedTitle = style(colors?.accent, .bold)
        product = style(colors?.accent, .bold)
        key = style(colors?.accent, .bold)
        folder = style(colors?.folder)
        mark = style(colors?.mark, .bold)
        best = style(colors?.best)
        other = style(colors?.other)
        good = style(colors?.good)
        bad = style(colors?.bad)
        warning = style(colors?.warning)
        active = style(colors?.active)
        header = style(hasGreys ? colors?.header : nil)
        doneBar = style(colors?.doneBar, mono: .dim)
        alarm = Style(
            foreground: colors == nil ? nil : Color(255, 255, 255),
            background: colors == nil ? nil : Color(175, 30, 40),
            attributes: colors == nil ? [.bold, .reverse] : .bold)
    }

    private static func colors(_ choice: ThemeChoice, onLight: Bool) -> ThemeColors? {
        switch choice {
        case .automatic: onLight ? .light : .dark
        case .dark: .dark
        case .light: .light
        case .colorBlind: onLight ? .colorBlindOnLight : .colorBlindOnDark
        case .mono: nil
        }
    }

    /// Whether black is easier to read on it than white.
    private static func isLight(_ color: Color) -> Bool { color.luminance > 0.179 }

    package func style(of status: JobStatus) -> Style {
        switch status {
        case .queued: warning
        case .running: active
        case .succeeded: good
        case .failed: bad
        case .cancelled: dim
        }
    }

    package func glyph(of status: JobStatus) -> String {
        switch status {
        case .queued: glyphs.queued
        case .running: glyphs.running
        case .succeeded: glyphs.good
        case .failed: glyphs.bad
        case .cancelled: glyphs.cancelled
        }
    }

    /// Turns a line into the cursor line.
    package func select(_ style: inout Style, focused: Bool) {
        guard usesBackgrounds, let colors else {
            if focused { style.attributes.insert(.reverse) } else { style.attributes.insert(.underline) }
            return
        }
        style.background = focused ? colors.selection : colors.restingSelection
        if style.foreground == nil { style.foreground = colors.ink }
        if focused, style.foreground == colors.border || style.foreground == colors.dim {
            style.foreground = colors.title
        }
    }

    /// The part of a bar that is not filled.
    package func track(_ style: Style) -> Style {
        var track = style
        if usesBackgrounds, let colors { track.background = colors.track }
        return track
    }

    /// Puts the theme's own paper under everything, where the terminal's background does not go with it.
    func ground(_ frame: inout Frame) {
        guard let paper, let colors else { return }
        frame.restyle(Rect(row: 0, column: 0, rows: frame.size.rows, columns: frame.size.columns)) { style in
            if style.background == nil { style.background = paper }
            if style.foreground == nil { style.foreground = colors.ink }
        }
    }
}
