/// Marks, paths and sending, and the screens that belong to them.
extension Keymap {
    static let picking: [KeyBinding] = [
        KeyBinding(.markRange, [.char("v")], in: [.files], .files, Strings.helpRange, hint: Strings.hintRange),
        KeyBinding(.markGlob, [.char("*")], in: [.files], .files, Strings.helpGlob),
        KeyBinding(.markTree, [.char("R")], in: [.files], .files, Strings.helpTree),
        KeyBinding(.invertMarks, [.char("i")], in: [.files], .files, Strings.helpInvert),
        KeyBinding(.showMarks, [.typed("gm")], in: [.files], .files, Strings.helpShowMarks),
        KeyBinding(.sortFiles, [.char("o")], in: [.files], .files, Strings.helpSortFiles),
        KeyBinding(.goToPath, [.typed("gp")], in: .lists, .files, Strings.helpGoTo),
        KeyBinding(.showRecents, [.typed("gr")], in: [.files], .files, Strings.helpRecents),
        KeyBinding(.goHome, [.char("~"), .typed("gh")], in: [.files], .files, Strings.helpHome),
        KeyBinding(.pauseSending, [.char("P")], in: [.files, .queue, .marks], .files, Strings.helpPauseSending),
        KeyBinding(.stopSending, [.char("X")], in: .lists, .files, Strings.helpStopSending),

        KeyBinding(.mark, [.char(" ")], in: [.marks], .files, Strings.helpUnmark, hint: Strings.hintUnmark),
        KeyBinding(
            .unmarkAll, [.char("u")], in: [.marks], .files, Strings.helpUnmarkAllMarks, hint: Strings.hintUnmarkAll),
        KeyBinding(.submit, [.char("s")], in: [.marks], .files, Strings.helpSubmitMarks, hint: Strings.hintSubmit),
        KeyBinding(.open, [[.enter]], in: [.marks], .files, Strings.helpShowMarked, hint: Strings.hintShowMarked),
        KeyBinding(
            .open, [[.enter], .char("s"), .char("y")], in: [.preflight], .files, Strings.helpSendChecked,
            hint: Strings.hintSendChecked),
        KeyBinding(
            .unmarkAll, [.char("u")], in: [.preflight], .files, Strings.helpUnmarkRefused,
            hint: Strings.hintUnmarkRefused),
        KeyBinding(
            .open, [[.enter], .char("l"), [.right]], in: [.recents], .files, Strings.helpGoRecent,
            hint: Strings.hintGoRecent),
        KeyBinding(.close, [.char("q")], in: [.marks, .preflight, .recents], .files, Strings.helpClosePicking),
        KeyBinding(
            .yes, [.char("y"), [.enter]], in: [.stopQuestion], .files, Strings.helpStopSendingYes,
            hint: Strings.hintStopSending),
        KeyBinding(
            .no, [.char("n"), [.escape], .char("q")], in: [.stopQuestion], .files, Strings.helpNo,
            hint: Strings.hintGoOnSending),
    ]
}
