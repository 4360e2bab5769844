extension Keymap {
    /// Of what covers the panes, and of questions.
    static let overlays: [KeyBinding] = [
        KeyBinding(.yes, [.char("y"), [.enter]], in: [.question], .general, Strings.helpYes, hint: Strings.hintYes),
        KeyBinding(.no, [.char("n"), [.escape]], in: [.question], .general, Strings.helpNo, hint: Strings.hintNo),
        KeyBinding(
            .filter, [.char("/")], in: [.help], .general, Strings.helpSearch, hint: Strings.hintSearch),
        KeyBinding(
            .close, [.char("q")], in: [.sheet, .stats, .log, .profiles, .detail, .help], .general, Strings.helpClose),
        KeyBinding(
            .pick, [[.enter], .char("l"), [.right]], in: [.menu], .general, Strings.helpPick, hint: Strings.hintPick),
        KeyBinding(.close, [.char("q"), .char("h"), [.left]], in: [.menu], .general, Strings.helpCloseMenu),
        KeyBinding(
            .deleteFilter, [.char("D"), [.delete]], in: [.menu], .general, Strings.helpDeleteFilter,
            hint: Strings.hintDeleteFilter),
        KeyBinding(
            .confirm, [.char("y"), [.enter]], in: [.confirmation], .general, Strings.helpYes, hint: Strings.hintConfirm),
        KeyBinding(
            .decline, [.char("n"), [.escape], .char("q")], in: [.confirmation, .leaving], .general, Strings.helpNo,
            hint: Strings.hintDecline),
        KeyBinding(
            .sendAndQuit, [.char("s"), .char("y"), [.enter]], in: [.leaving], .general, Strings.helpSendAndQuit,
            hint: Strings.hintSendAndQuit),
        KeyBinding(
            .dropAndQuit, [.char("d")], in: [.leaving], .general, Strings.helpDropAndQuit,
            hint: Strings.hintDropAndQuit),
    ]
}
