extension Keymap {
    static let screens: [KeyBinding] = [
        KeyBinding(.showMain, [.char("1")], in: .watchable, .screens, Strings.helpMain, hint: Strings.hintMain),
        KeyBinding(.showStats, [.char("2")], in: .watchable, .screens, Strings.helpStats, hint: Strings.hintStats),
        KeyBinding(.showLog, [.char("3")], in: .watchable, .screens, Strings.helpLog, hint: Strings.hintLog),
        KeyBinding(
            .showProfiles, [.typed("gs")], in: .scrolling, .screens, Strings.helpProfiles, hint: Strings.hintProfiles),
        KeyBinding(
            .longerRange, [.char("]"), .char("-")], in: [.stats], .screens, Strings.helpLonger, hint: Strings.hintLonger
        ),
        KeyBinding(
            .shorterRange, [.char("["), .char("+")], in: [.stats], .screens, Strings.helpShorter,
            hint: Strings.hintShorter),
        KeyBinding(
            .quietWorker, [.char("p")], in: [.stats], .screens, Strings.helpQuietWorker, hint: Strings.hintQuietWorker),
        KeyBinding(
            .drainWorker, [.char("D")], in: [.stats], .screens, Strings.helpDrainWorker, hint: Strings.hintDrainWorker),
        KeyBinding(.filter, [.char("/")], in: [.log], .screens, Strings.helpFilterLog, hint: Strings.hintFilter),
        KeyBinding(.holdLog, [.char("f"), .char(" ")], in: [.log], .screens, Strings.helpHold, hint: Strings.hintHold),
    ]
}
