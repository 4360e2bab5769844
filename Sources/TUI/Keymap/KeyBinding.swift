/// One line of the key table: an action, every key sequence for it, and where they work.
package struct KeyBinding: Sendable, Equatable {
    package let action: Action
    package var sequences: [[Key]]
    package let contexts: Set<KeyContext>
    /// What it does, for the help.
    package let help: String
    /// One or two words for the footer; nil keeps it out of there.
    package let hint: String?
    package let group: Group

    /// Headings of the help, in this order.
    package enum Group: Sendable, CaseIterable {
        case moving, screens, files, jobs, results, general
    }

    package init(
        _ action: Action, _ sequences: [[Key]], in contexts: Set<KeyContext>, _ group: Group, _ help: String,
        hint: String? = nil
    ) {
        self.action = action
        self.sequences = sequences
        self.contexts = contexts
        self.group = group
        self.help = help
        self.hint = hint
    }
}

extension [Key] {
    /// A single character's key: `.char("x")`.
    static func char(_ character: Character) -> [Key] { [.character(character)] }

    /// Characters one after the other: `.typed("gg")`.
    static func typed(_ text: String) -> [Key] { text.map { .character($0) } }
}
