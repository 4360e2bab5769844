extension Model {
    func profilesRefusal(of action: Action, _ cursor: Int) -> String? {
        switch action {
        case .up, .pageUp, .top: cursor > 0 ? nil : Strings.firstLine
        case .down, .pageDown, .bottom: cursor < profiles.count - 1 ? nil : Strings.lastLine
        default: nil
        }
    }

    /// Why another screen can't be gone to: it is this one.
    func screenRefusal(of action: Action) -> String? {
        guard overlay == nil else { return nil }
        return switch (screen, action) {
        case (.main, .showMain), (.stats, .showStats), (.log, .showLog): Strings.shownAlready
        default: nil
        }
    }

    /// Why a cursor of the stats or of the log can't move.
    func watchingRefusal(of action: Action) -> String? {
        switch (screen, action) {
        case (.log, .up), (.log, .pageUp), (.log, .top):
            if log.count == 0 { return Strings.noLines }
            return !log.isFollowing && log.selectedLine == 0 ? Strings.firstLine : nil
        case (.log, .down), (.log, .pageDown), (.log, .bottom):
            if log.count == 0 { return Strings.noLines }
            // A held log follows again from its last line on.
            return log.isFollowing ? Strings.lastLine : nil
        case (.log, .open):
            guard let entry = log.current else { return Strings.noLines }
            return entry.jobID == nil ? Strings.noJobOfEvent : entry.kind == .forgotten ? Strings.jobIsGone : nil
        default: return nil
        }
    }
}
