/// What the terminal has to say.
package enum TerminalEvent: Sendable, Equatable {
    case key(Key)
    case mouse(MouseEvent)
    /// The terminal has answered what its background is.
    case background(Color)
    /// Bracketed paste: text, control characters removed but for line ends.
    case paste(String)
    /// Also the first event after `start`, and after each resume (then everything is redrawn).
    case resize(Size)
    /// The terminal has answered, or has got faster or slower: it can show more or less than it was known to.
    case capabilities(TerminalCapabilities)
    /// A closed terminal or a signal that ends processes, such as SIGTERM, SIGHUP and SIGUSR1: leave in order.
    case terminate
}
