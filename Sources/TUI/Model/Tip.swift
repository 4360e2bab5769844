/// A sentence for a beginner, shown once when it is of use.
package enum Tip: String, Sendable, CaseIterable {
    case classify, queue, palette, filter, mouse
}

extension Model {
    /// The tip that is of use now.
    package var tip: Tip? {
        guard memory.isOn, screen == .main, overlay == nil, palette == nil, prompt == nil else { return nil }
        return Tip.allCases.first { memory.isOpen($0) && isOfUse($0) }
    }

    private func isOfUse(_ tip: Tip) -> Bool {
        switch tip {
        case .classify: list == .files && files.visible.contains(where: \.looksLikeImage)
        case .queue: list == .files && uploads.outcomes.values.contains { $0.job != nil }
        case .palette: !memory.isOpen(.classify)
        case .filter: list == .queue && (queue.total ?? queue.count) >= 20
        case .mouse: settings.takesMouse && mouse.hasBeenUsed
        }
    }
}
