/// What environment and terminal description say about a terminal.
struct TerminalSurvey: Sendable {
    var environment: [String: String]
    /// Colours in the description; below 8 where it has none.
    var describedColors: Int
    /// The description promises 24-bit colours (flag `RGB` or `Tc`).
    var describesTrueColor: Bool
    /// The locale is UTF-8.
    var unicode: Bool
    /// The user's wish; counts for more than everything else, as far as the description allows.
    var forcedColors: TerminalCapabilities.ColorDepth?

    /// `NO_COLOR` (no-color.org) and `COLORTERM` (github.com/termstandard/colors) count for more than the description.
    var capabilities: TerminalCapabilities {
        TerminalCapabilities(colors: depth, unicode: unicode, isLight: isLight, multiplexer: multiplexer)
    }

    /// From `COLORFGBG`, as rxvt and Konsole set it: the background is the last of two or three ANSI colours.
    private var isLight: Bool? {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else {
            return nil
        }
        return switch number {
        case 0...6, 8: false
        case 7, 9...15: true
        default: nil
        }
    }

    /// Each sets a variable for the programs in it.
    private var multiplexer: TerminalCapabilities.Multiplexer? {
        if environment["TMUX"]?.isEmpty == false { return .tmux }
        return environment["STY"]?.isEmpty == false ? .screen : nil
    }

    /// What the colours of a style are mapped to.
    var palette: ColorPalette {
        switch depth {
        case .none: .none
        case .sixteen: .ansi(count: describedColors < 16 ? 8 : 16)
        case .indexed256: .xterm256
        case .trueColor: .direct
        }
    }

    private var depth: TerminalCapabilities.ColorDepth {
        guard let forcedColors else { return foundDepth }
        switch forcedColors {
        case .none, .trueColor: return forcedColors
        case .indexed256: return describedColors >= 256 ? .indexed256 : describedColors >= 8 ? .sixteen : .none
        case .sixteen: return describedColors >= 8 ? .sixteen : .none
        }
    }

    private var foundDepth: TerminalCapabilities.ColorDepth {
        if let wish = environment["NO_COLOR"], !wish.isEmpty { return .none }
        if describedColors < 8 { return .none }
        if describesTrueColor || describedColors >= 1 << 24 || promisesTrueColor { return .trueColor }
        return describedColors >= 256 ? .indexed256 : .sixteen
    }

    private var promisesTrueColor: Bool {
        guard let value = environment["COLORTERM"]?.lowercased(), ["truecolor", "24bit"].contains(value) else {
            return false
        }
        // GNU screen hands the variable on and garbles such colours; tmux, which may use the same names, shows them.
        let inScreen = environment["TERM"]?.hasPrefix("screen") == true && environment["TMUX"] == nil
        return !inScreen
    }

    /// Why a terminal can't be used, by its `TERM`; nil when it can be tried.
    static func refusal(type: String?) -> TerminalError? {
        switch type {
        case nil, "":
            TerminalError("TERM is not set, so the screen can't be drawn; set it, for example TERM=xterm-256color")
        case "dumb":
            TerminalError(
                "the terminal says that it is \"dumb\" (TERM=dumb) and can't place text; use another terminal or "
                    + "the commands that print lines, such as top5 classify")
        default: nil
        }
    }
}
