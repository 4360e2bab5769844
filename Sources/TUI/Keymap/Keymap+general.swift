extension Keymap {
    static let general: [KeyBinding] = [
        KeyBinding(
            .help, [.char("?"), [.function(1)]], in: .scrolling, .general, Strings.helpHelp, hint: Strings.hintHelp),
        KeyBinding(.quit, [.char("q")], in: .lists, .general, Strings.helpQuit, hint: Strings.hintQuit),
        KeyBinding(.redraw, [[.control("l")]], in: .everywhere, .general, Strings.helpRedraw),
        KeyBinding(.suspend, [[.control("z")]], in: .everywhere, .general, Strings.helpSuspend),
        KeyBinding(.interrupt, [[.control("c")]], in: .everywhere, .general, Strings.helpInterrupt),
    ]
}
