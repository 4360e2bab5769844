/// A process that could not be started, or can't be what it was started as.
package struct ProcessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What happened, with the value, and what to do.
    package var message: String

    package init(_ message: String) { self.message = message }

    package var description: String { message }
}
