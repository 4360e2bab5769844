/// What the terminal has to say.
package enum TerminalEvent: Sendable, Equatable {
    case key(Key)
    /// Bracketed paste: text, control characters removed but for line ends.
    case paste(String)
    /// Also the first event after `start`, and after each resume (then everything is redrawn).
    case resize(Size)
    /// SIGTERM, SIGHUP, a SIGINT from elsewhere, or a closed terminal: leave in order.
    case terminate
}
