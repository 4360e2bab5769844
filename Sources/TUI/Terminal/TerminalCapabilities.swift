package struct TerminalCapabilities: Sendable, Equatable {
    package enum ColorDepth: Sendable, Comparable {
        case none, sixteen, indexed256, trueColor
    }

    package var colors: ColorDepth
    /// The locale is UTF-8; otherwise only ASCII is shown.
    package var unicode: Bool

    package init(colors: ColorDepth, unicode: Bool) {
        self.colors = colors
        self.unicode = unicode
    }
}
