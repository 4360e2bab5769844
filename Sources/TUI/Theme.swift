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
    package var glyphs: Glyphs
    /// Backgrounds need at least 256 colours to look calm; below that the cursor line is reversed.
    private let usesBackgrounds: Bool

    /// The dark theme, in the terminal's own background.
    package init(_ capabilities: TerminalCapabilities) {
        let hasColors = capabilities.colors > .none
        func color(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ attributes: Style.Attributes = []) -> Style {
            Style(foreground: hasColors ? Color(red, green, blue) : nil, attributes: attributes)
        }
        usesBackgrounds = capabilities.colors >= .indexed256
        glyphs = capabilities.unicode ? .unicode : .ascii
        dim = color(125, 133, 150, hasColors ? [] : .dim)
        border = color(72, 79, 98, hasColors ? [] : .dim)
        focusedBorder = color(110, 160, 240)
        title = color(165, 173, 190)
        focusedTitle = color(140, 185, 250, .bold)
        product = color(140, 185, 250, .bold)
        key = color(140, 185, 250, .bold)
        folder = color(130, 175, 245)
        mark = color(240, 195, 110, .bold)
        best = color(125, 207, 190)
        other = color(88, 130, 150)
        good = color(135, 200, 130)
        bad = color(240, 120, 125)
        warning = color(235, 185, 105)
        active = color(115, 180, 250)
        header = color(190, 197, 212)
        doneBar = color(58, 92, 84, hasColors ? [] : .dim)
    }

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
        guard usesBackgrounds else {
            if focused { style.attributes.insert(.reverse) } else { style.attributes.insert(.underline) }
            return
        }
        style.background = focused ? Color(46, 58, 88) : Color(36, 40, 52)
        if focused, style.foreground == border.foreground || style.foreground == dim.foreground {
            style.foreground = Color(165, 173, 190)
        }
    }

    /// The part of a bar that is not filled.
    package func track(_ style: Style) -> Style {
        var track = style
        if usesBackgrounds { track.background = Color(38, 42, 54) }
        return track
    }
}
