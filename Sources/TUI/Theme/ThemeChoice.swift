/// The colours that the user wants.
package enum ThemeChoice: String, Sendable, Equatable, CaseIterable {
    /// Dark or light, as the terminal's background is.
    case automatic = "auto"
    case dark, light
    /// Colours that people with any kind of colour vision tell apart; on dark and on light.
    case colorBlind = "color-blind"
    /// No colours at all.
    case mono

    package var name: String { rawValue }

    /// - Parameter name: British spelling is welcome.
    package init?(name: String) {
        let plain = name.lowercased().replacing("colour", with: "color").replacing("colorblind", with: "color-blind")
        guard let choice = ThemeChoice(rawValue: plain) else { return nil }
        self = choice
    }

    /// The one after this, for a key that goes through them.
    package var next: ThemeChoice {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}
