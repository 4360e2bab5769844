/// What the user wants of the screen, whatever the terminal says.
package struct ScreenOptions: Sendable, Equatable {
    package var graphics: GraphicsWish
    /// nil: as environment and terminal description say.
    package var colors: TerminalCapabilities.ColorDepth?
    /// Treats the link as slow without measuring it.
    package var isSlow: Bool

    package init(
        graphics: GraphicsWish = .auto, colors: TerminalCapabilities.ColorDepth? = nil, isSlow: Bool = false
    ) {
        self.graphics = graphics
        self.colors = colors
        self.isSlow = isSlow
    }
}
