/// What a supervisor tells of its children.
enum DrillEvent: Equatable, Sendable {
    case outcome(DrillOutcome)
    case failure(DrillFailure)
    /// A child could not be started, or ended before its first file; the rest of its files stays undone.
    case lost(reason: String)
}
