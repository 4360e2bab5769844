/// What a command of the palette takes behind its name.
package struct ActionArgument: Sendable, Equatable {
    /// Shown while nothing is typed.
    package var example: String
    /// All that it may be; empty for free text.
    package var choices: [String] = []
    /// The command means nothing without it.
    package var isRequired: Bool
}

extension Action {
    package var argument: ActionArgument? {
        switch self {
        case .filter: ActionArgument(example: Strings.filterArgument, isRequired: false)
        case .goToPath: ActionArgument(example: Strings.gotoArgument, isRequired: true)
        case .theme:
            ActionArgument(
                example: Strings.themeArgument, choices: ThemeChoice.allCases.map(\.name), isRequired: false)
        case .sort:
            ActionArgument(
                example: Strings.sortArgument, choices: JobOrder.allCases.map(\.rawValue), isRequired: false)
        default: nil
        }
    }
}
