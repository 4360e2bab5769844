import ArgumentParser
import TUI

/// How the dashboard draws, where the terminal's own answers are not wanted.
struct ScreenArguments: ParsableArguments {
    @Option(
        help: """
            What pictures are drawn with: auto (the best that the terminal says it has), kitty, sixel, iterm2, cells or \
            ascii.
            """)
    var graphics = GraphicsWish.auto

    @Option(help: "The colours: auto, truecolor, 256, 16 or none.")
    var colors = ColorWish.auto

    /// - Parameter isSlow: the link is treated as slow without being measured.
    func options(isSlow: Bool) -> ScreenOptions {
        ScreenOptions(graphics: graphics, colors: colors.depth, isSlow: isSlow)
    }
}

enum ColorWish: String, ExpressibleByArgument, CaseIterable {
    case auto, truecolor
    case indexed = "256"
    case sixteen = "16"
    case none

    var depth: TerminalCapabilities.ColorDepth? {
        switch self {
        case .auto: nil
        case .truecolor: .trueColor
        case .indexed: .indexed256
        case .sixteen: .sixteen
        case .none: TerminalCapabilities.ColorDepth.none
        }
    }
}

extension GraphicsWish: ExpressibleByArgument {}
