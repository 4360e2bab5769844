extension Keymap {
    static let moving: [KeyBinding] = [
        KeyBinding(.up, [.char("k"), [.up]], in: .scrolling, .moving, Strings.helpUp),
        KeyBinding(.down, [.char("j"), [.down]], in: .scrolling, .moving, Strings.helpDown),
        KeyBinding(.pageUp, [[.pageUp], [.control("b")]], in: .scrolling, .moving, Strings.helpPageUp),
        KeyBinding(.pageDown, [[.pageDown], [.control("f")]], in: .scrolling, .moving, Strings.helpPageDown),
        KeyBinding(.top, [.typed("gg"), [.home]], in: .scrolling, .moving, Strings.helpTop),
        KeyBinding(.bottom, [.char("G"), [.end]], in: .scrolling, .moving, Strings.helpBottom),
        KeyBinding(.parent, [.char("h"), [.left], [.backspace]], in: [.files], .moving, Strings.helpParent),
        KeyBinding(.enter, [.char("l"), [.right]], in: .lists, .moving, Strings.helpEnter),
        KeyBinding(.open, [[.enter]], in: .openable, .moving, Strings.helpOpen, hint: Strings.hintOpen),
        KeyBinding(.nextPane, [[.tab]], in: .panes, .moving, Strings.helpNextPane, hint: Strings.hintNextPane),
        KeyBinding(.previousPane, [[.backTab]], in: .panes, .moving, Strings.helpPreviousPane),
        KeyBinding(.back, [[.escape]], in: .scrolling, .moving, Strings.helpBack, hint: Strings.hintBack),
    ]
}
