package struct TerminalError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened and what to do.
    package var message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
