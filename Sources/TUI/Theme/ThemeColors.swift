/// The colours of a theme by role. Each one that is used for text can be read on every background of the theme, and on
/// the usual ones of terminals: 4.5 to 1 at least, as WCAG 2 asks.
struct ThemeColors: Sendable, Equatable {
    var isLight: Bool
    /// For a theme that does not go with the terminal's own background.
    var paper: Color
    /// Text on `paper` and on the cursor line; elsewhere text has the terminal's own colour.
    var ink: Color
    var dim, title, header: Color
    /// Names of what has the focus, keys, the product.
    var accent: Color
    var folder, mark, best: Color
    var good, bad, warning, active: Color
    // Not for text:
    var border, focusedBorder, other, doneBar: Color
    /// Behind the cursor line, with the focus and without, and behind the empty part of a bar.
    var selection, restingSelection, track: Color

    static let dark = ThemeColors(
        isLight: false, paper: Color(24, 26, 34), ink: Color(225, 229, 238), dim: Color(152, 160, 176),
        title: Color(184, 192, 206), header: Color(200, 206, 218), accent: Color(140, 185, 250),
        folder: Color(130, 175, 245), mark: Color(240, 195, 110), best: Color(125, 207, 190),
        good: Color(135, 200, 130), bad: Color(244, 134, 138), warning: Color(235, 185, 105),
        active: Color(115, 180, 250), border: Color(72, 79, 98), focusedBorder: Color(110, 160, 240),
        other: Color(88, 130, 150), doneBar: Color(58, 92, 84), selection: Color(38, 48, 74),
        restingSelection: Color(36, 40, 52), track: Color(38, 42, 54))

    static let light = ThemeColors(
        isLight: true, paper: Color(250, 250, 250), ink: Color(30, 34, 44), dim: Color(88, 94, 108),
        title: Color(66, 72, 86), header: Color(58, 64, 78), accent: Color(16, 76, 184), folder: Color(20, 80, 172),
        mark: Color(128, 72, 0), best: Color(0, 96, 86), good: Color(16, 100, 26), bad: Color(176, 20, 36),
        warning: Color(124, 76, 0), active: Color(0, 84, 172), border: Color(184, 190, 202),
        focusedBorder: Color(56, 116, 216), other: Color(120, 156, 176), doneBar: Color(164, 204, 192),
        selection: Color(208, 224, 250), restingSelection: Color(228, 232, 240), track: Color(222, 226, 234))

    /// After Okabe and Ito (jfly.uni-koeln.de/color), lighter where text needs it: sky blue, bluish green, yellow,
    /// vermillion, orange.
    static let colorBlindOnDark = dark.with { colors in
        colors.mark = Color(230, 159, 0)
        colors.best = Color(86, 180, 233)
        colors.good = Color(48, 186, 146)
        colors.bad = Color(250, 134, 64)
        colors.warning = Color(240, 228, 66)
        colors.active = Color(86, 180, 233)
        colors.other = Color(0, 114, 178)
        colors.doneBar = Color(0, 94, 70)
    }

    /// The same hues, darker; yellow can't be read on white, so waiting is reddish purple.
    static let colorBlindOnLight = light.with { colors in
        colors.mark = Color(116, 80, 0)
        colors.best = Color(0, 96, 150)
        colors.good = Color(0, 100, 72)
        colors.bad = Color(160, 62, 0)
        colors.warning = Color(140, 56, 104)
        colors.active = Color(0, 92, 150)
        colors.other = Color(86, 180, 233)
        colors.doneBar = Color(140, 206, 184)
    }

    private func with(_ change: (inout ThemeColors) -> Void) -> ThemeColors {
        var colors = self
        change(&colors)
        return colors
    }
}
