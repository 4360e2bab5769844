extension Keymap {
    static let general: [KeyBinding] = [
        KeyBinding(
            .help, [.char("?"), [.function(1)]], in: .explained, .general, Strings.helpHelp, hint: Strings.hintHelp),
        KeyBinding(
            .palette, [.char(":")], in: .commanding, .general, Strings.helpPalette, hint: Strings.hintPalette),
        KeyBinding(.theme, [], in: .commanding, .general, Strings.helpTheme),
        KeyBinding(.toggleMouse, [.char("M")], in: .scrolling, .general, Strings.helpMouse),
        KeyBinding(.quit, [.char("q")], in: .lists, .general, Strings.helpQuit, hint: Strings.hintQuit),
        KeyBinding(.redraw, [[.control("l")]], in: .everywhere, .general, Strings.helpRedraw),
        KeyBinding(.suspend, [[.control("z")]], in: .everywhere, .general, Strings.helpSuspend),
        KeyBinding(.interrupt, [[.control("c")]], in: .everywhere, .general, Strings.helpInterrupt),
    ]
}
