import API
import Client

/// The words of the linear mode.
extension Strings {
    static func connectedTo(_ service: String) -> String { "connected to \(service)" }
    static let connectedAgain = "connected again"
    static let notConnectedLine = "not connected"
    static let tryingAgain = "Trying again."
    static let gapLine = "too many events at once: what was missed follows, each job as it is now"
    static let summary = "summary"
    static func perSecondInWords(_ work: ServiceCharacter.Work) -> String {
        work == .tasks ? "tasks a second" : "images a second"
    }
    static let toBeTriedAgain = "to be tried again"
    static func whileStep(_ step: JobStep) -> String { "while \(long(step))" }
}
