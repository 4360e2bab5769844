package struct TerminalCapabilities: Sendable, Equatable {
    package enum ColorDepth: Sendable, Comparable {
        case none, sixteen, indexed256, trueColor
    }

    package var colors: ColorDepth
    /// The locale is UTF-8; otherwise only ASCII is shown.
    package var unicode: Bool
    /// The environment says that the background is light, or that it is dark; nil when it says nothing.
    package var isLight: Bool?
    /// What stands between this program and the terminal; nil: nothing that is known.
    package var multiplexer: Multiplexer?
    /// What the terminal has said that it can draw pixels with; nil: nothing, or it has not answered yet.
    package var graphics: GraphicsProtocol?
    /// Of one cell, where the terminal tells.
    package var cellPixels: PixelExtent?
    /// The largest picture that it takes, where it tells.
    package var pictureLimit: PixelExtent?
    /// Pictures in ASCII although the locale is UTF-8.
    package var asciiPictures = false
    /// As measured, a power of two; nil: fast, or not known.
    package var bytesPerSecond: Int?

    package enum Multiplexer: Sendable, Equatable {
        case tmux, screen
    }

    package init(colors: ColorDepth, unicode: Bool, isLight: Bool? = nil, multiplexer: Multiplexer? = nil) {
        self.colors = colors
        self.unicode = unicode
        self.isLight = isLight
        self.multiplexer = multiplexer
    }
}
