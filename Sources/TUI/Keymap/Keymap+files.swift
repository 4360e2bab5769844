extension Keymap {
    static let files: [KeyBinding] = [
        KeyBinding(.mark, [.char(" ")], in: [.files], .files, Strings.helpMark, hint: Strings.hintMark),
        KeyBinding(.submit, [.char("s")], in: [.files, .sheet], .files, Strings.helpSubmit, hint: Strings.hintSubmit),
        KeyBinding(.markAll, [.char("a")], in: [.files], .files, Strings.helpMarkAll),
        KeyBinding(.unmarkAll, [.char("u")], in: [.files], .files, Strings.helpUnmarkAll),
        KeyBinding(.filter, [.char("/")], in: [.files], .files, Strings.helpNarrow, hint: Strings.hintNarrow),
        KeyBinding(.toggleHidden, [.char(".")], in: [.files], .files, Strings.helpHidden),
    ]
}
