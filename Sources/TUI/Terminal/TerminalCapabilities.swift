package struct TerminalCapabilities: Sendable, Equatable {
    package enum ColorDepth: Sendable, Comparable {
        case none, sixteen, indexed256, trueColor
    }

    package var colors: ColorDepth
    /// The locale is UTF-8; otherwise only ASCII is shown.
    package var unicode: Bool
    /// The environment says that the background is light, or that it is dark; nil when it says nothing.
    package var isLight: Bool?

    package init(colors: ColorDepth, unicode: Bool, isLight: Bool? = nil) {
        self.colors = colors
        self.unicode = unicode
        self.isLight = isLight
    }
}
