/// How a terminal takes pixels.
package enum GraphicsProtocol: String, Sendable, Hashable, CaseIterable {
    case kitty, sixel, iterm2
}

/// What the user wants pictures to be drawn with.
package enum GraphicsWish: String, Sendable, Hashable, CaseIterable {
    /// The best that the terminal says it has.
    case auto
    case kitty, sixel, iterm2
    /// Block elements in the terminal's colours.
    case cells
    /// Printable ASCII, also where the locale is UTF-8.
    case ascii

    /// What is to be used without asking.
    var forced: GraphicsProtocol? { GraphicsProtocol(rawValue: rawValue) }
}
