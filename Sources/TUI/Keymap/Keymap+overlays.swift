extension Keymap {
    /// Of what covers the panes, and of questions.
    static let overlays: [KeyBinding] = [
        KeyBinding(.yes, [.char("y"), [.enter]], in: [.question], .general, Strings.helpYes, hint: Strings.hintYes),
        KeyBinding(.no, [.char("n"), [.escape]], in: [.question], .general, Strings.helpNo, hint: Strings.hintNo),
        KeyBinding(.close, [.char("q")], in: [.stats, .log, .detail, .help], .general, Strings.helpClose),
    ]
}
