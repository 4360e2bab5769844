import Foundation

/// When each task is asked for next: soon after it was sent, then less and less often, and soon again after a change.
struct TutorialPolling: Sendable {
    /// Seconds of the first pause, and of the longest.
    static let shortest = 0.1
    static let longest = 2.0
    /// Questions that are under way at once.
    static let parallel = 8

    private struct Turn {
        var due: Date
        var pause: Double
    }

    private var turns: [String: Turn] = [:]

    var isEmpty: Bool { turns.isEmpty }
    /// When the next question is due; nil: nothing is open.
    var nextDue: Date? { turns.values.map(\.due).min() }

    mutating func began(_ id: String, at now: Date) {
        turns[id] = Turn(due: now.addingTimeInterval(Self.shortest), pause: Self.shortest)
    }

    /// The tasks to ask for now, those that have waited longest first.
    func due(at now: Date) -> [String] {
        Array(
            turns.filter { $0.value.due <= now }.sorted { $0.value.due < $1.value.due }.prefix(Self.parallel).map(\.key)
        )
    }

    mutating func answered(_ id: String, isNews: Bool, isOver: Bool, at now: Date) {
        guard !isOver else {
            turns[id] = nil
            return
        }
        guard let turn = turns[id] else { return }
        let pause = isNews ? Self.shortest : min(Self.longest, turn.pause * 1.5)
        turns[id] = Turn(due: now.addingTimeInterval(pause), pause: pause)
    }
}
