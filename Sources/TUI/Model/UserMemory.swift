/// What the dashboard remembers of its user: the tips that were told and the commands that were run.
package struct UserMemory: Sendable, Equatable {
    package var isOn = false
    /// Told in an earlier run.
    package var known: Set<Tip> = []
    /// Told in this run: stays until dismissed or followed.
    package private(set) var told: Set<Tip> = []
    package private(set) var dismissed: Set<Tip> = []
    /// Commands of the palette, the newest last.
    package var commands: [String] = []

    package init() {}

    package func isOpen(_ tip: Tip) -> Bool { isOn && !known.contains(tip) && !dismissed.contains(tip) }

    package mutating func dismiss(_ tip: Tip) { dismissed.insert(tip) }

    /// - Returns: whether it is the first time.
    package mutating func tell(_ tip: Tip) -> Bool { told.insert(tip).inserted }

    /// Whoever does it needs no tip about it.
    package mutating func learned(from action: Action) {
        switch action {
        case .submit: dismissed.insert(.classify)
        case .palette, .help: dismissed.insert(.palette)
        case .filter: dismissed.insert(.filter)
        case .toggleMouse: dismissed.insert(.mouse)
        default: break
        }
    }
}

/// One thing to be remembered until the next run.
package enum MemoryEntry: Sendable, Equatable {
    case tip(Tip)
    case command(String)
}
