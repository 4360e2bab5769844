extension Keymap {
    static let sheet: [KeyBinding] = [
        KeyBinding(.sheet, [.typed("gc")], in: .lists, .general, Strings.helpSheet, hint: Strings.hintSheet),
        KeyBinding(.left, [.char("h"), [.left]], in: [.sheet], .moving, Strings.helpLeft),
        KeyBinding(.right, [.char("l"), [.right]], in: [.sheet], .moving, Strings.helpRight),
    ]
}
