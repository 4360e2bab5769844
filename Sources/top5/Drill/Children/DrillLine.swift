import Foundation

/// What a child says to its parent, a line each: one before it touches a file, one after.
enum DrillLine: Equatable, Sendable {
    case begins(index: Int)
    case ends(DrillOutcome)

    var text: String {
        switch self {
        case .begins(let index): "begins \(index)"
        case .ends(let outcome):
            "ends \(outcome.index) \(String(format: "%.3f", outcome.milliseconds)) \(outcome.peakKiB) \(outcome.code)"
        }
    }

    /// nil for a line that is none of a child's.
    init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1, let index = Int(words[1]) else { return nil }
        if words[0] == "begins", words.count == 2 {
            self = .begins(index: index)
        } else if words[0] == "ends", words.count == 5, let milliseconds = Double(words[2]), let peak = Int(words[3]) {
            self = .ends(
                DrillOutcome(index: index, milliseconds: milliseconds, peakKiB: peak, code: String(words[4])))
        } else {
            return nil
        }
    }

}
