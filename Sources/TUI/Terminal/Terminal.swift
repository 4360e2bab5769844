/// The one writer to the screen.
package protocol Terminal: Sendable {
    /// Known after `start`.
    var capabilities: TerminalCapabilities { get async }
    /// Takes the terminal over: alternate screen, raw keys, standard error to the log.
    /// - Throws: `TerminalError` when there is no usable terminal.
    func start() async throws(TerminalError) -> AsyncStream<TerminalEvent>
    /// Shows a frame, sending only what differs from the one before; a still screen sends no bytes.
    /// - Parameter cursor: where a text field wants the cursor; nil hides it.
    func draw(_ frame: Frame, cursor: Position?) async
    /// Takes the mouse, or gives it back to the terminal, for which it then marks text.
    func setMouse(_ isTaken: Bool) async
    /// Sends everything again (Ctrl-L).
    func redraw() async
    /// Hands text to the terminal for its clipboard (OSC 52), between two frames and never within one.
    /// - Returns: false when the terminal did not take the bytes; whether it keeps them it does not say.
    func copy(_ text: String) async -> Bool
    /// Gives the terminal to the shell (Ctrl-Z) until the process is continued.
    func suspend() async
    /// Gives the terminal back as it was. Safe to call twice.
    func stop() async
}
