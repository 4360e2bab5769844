extension Model {
    func profilesRefusal(of action: Action, _ cursor: Int) -> String? {
        switch action {
        case .up, .pageUp, .top: cursor > 0 ? nil : Strings.firstLine
        case .down, .pageDown, .bottom: cursor < profiles.count - 1 ? nil : Strings.lastLine
        default: nil
        }
    }

    /// Why a cursor of the stats or of the log can't move.
    func watchingRefusal(of action: Action) -> String? {
        switch (screen, action) {
        case (.log, .up), (.log, .pageUp), (.log, .top), (.log, .down), (.log, .pageDown), (.log, .bottom):
            return log.count == 0 ? Strings.noLines : nil
        case (.log, .open):
            guard let entry = log.current else { return Strings.noLines }
            return entry.jobID == nil ? Strings.noJobOfEvent : entry.kind == .forgotten ? Strings.jobIsGone : nil
        default: return nil
        }
    }
}
