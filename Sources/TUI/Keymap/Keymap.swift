/// One line of the key table: an action, every key sequence for it, and where they work.
package struct KeyBinding: Sendable {
    package let action: Action
    package let sequences: [[Key]]
    package let contexts: Set<KeyContext>
    /// What it does, for the help.
    package let help: String
    /// One or two words for the footer; nil keeps it out of there.
    package let hint: String?
    package let group: Group

    /// Headings of the help, in this order.
    package enum Group: Sendable, CaseIterable {
        case moving, files, jobs, general
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

/// Which keys do what: the one table that input, footer and help are made from.
package enum Keymap {
    package enum Match: Sendable, Equatable {
        case action(Action)
        /// The start of a longer sequence.
        case partial
        /// Bound, but not here: the action and where it works.
        case elsewhere(Action, KeyContext)
        case unbound
    }

    package static func match(_ keys: [Key], in context: KeyContext) -> Match {
        var elsewhere: Match?
        for binding in bindings {
            for sequence in binding.sequences where sequence.starts(with: keys) {
                if binding.contexts.contains(context) {
                    return sequence.count == keys.count ? .action(binding.action) : .partial
                }
                if sequence.count == keys.count, elsewhere == nil,
                    let place = KeyContext.allCases.first(where: binding.contexts.contains)
                {
                    elsewhere = .elsewhere(binding.action, place)
                }
            }
        }
        return elsewhere ?? .unbound
    }

    /// The table's line for an action; the first one if there are several.
    package static func binding(for action: Action, in context: KeyContext) -> KeyBinding? {
        bindings.first { $0.action == action && $0.contexts.contains(context) }
    }

    /// What the footer names, the most needed first.
    package static func hints(in context: KeyContext) -> [Action] {
        switch context {
        case .files: [.help, .back, .submit, .nextPane, .quit, .mark, .filter, .open, .cancelJob, .retryJob]
        case .queue: [.help, .back, .filter, .nextPane, .quit, .open, .cancelJob, .retryJob]
        case .detail: [.back, .help, .cancelJob, .retryJob]
        case .help: [.back]
        case .question: [.yes, .no]
        }
    }

    private static let lists: Set<KeyContext> = [.files, .queue]
    private static let scrolling: Set<KeyContext> = [.files, .queue, .detail, .help]
    private static let acting: Set<KeyContext> = [.files, .queue, .detail]
    private static let everywhere = Set(KeyContext.allCases)

    private static func char(_ character: Character) -> [Key] { [.character(character)] }

    package static let bindings: [KeyBinding] = [
        KeyBinding(.up, [char("k"), [.up]], in: scrolling, .moving, Strings.helpUp),
        KeyBinding(.down, [char("j"), [.down]], in: scrolling, .moving, Strings.helpDown),
        KeyBinding(.pageUp, [[.pageUp], [.control("b")]], in: scrolling, .moving, Strings.helpPageUp),
        KeyBinding(.pageDown, [[.pageDown], [.control("f")]], in: scrolling, .moving, Strings.helpPageDown),
        KeyBinding(
            .top, [[.character("g"), .character("g")], [.home]], in: scrolling, .moving, Strings.helpTop),
        KeyBinding(.bottom, [char("G"), [.end]], in: scrolling, .moving, Strings.helpBottom),
        KeyBinding(.parent, [char("h"), [.left], [.backspace]], in: [.files], .moving, Strings.helpParent),
        KeyBinding(.enter, [char("l"), [.right]], in: lists, .moving, Strings.helpEnter),
        KeyBinding(.open, [[.enter]], in: lists, .moving, Strings.helpOpen, hint: Strings.hintOpen),
        KeyBinding(.nextPane, [[.tab]], in: lists, .moving, Strings.helpNextPane, hint: Strings.hintNextPane),
        KeyBinding(.previousPane, [[.backTab]], in: lists, .moving, Strings.helpPreviousPane),
        KeyBinding(
            .back, [[.escape]], in: [.files, .queue, .detail, .help], .moving, Strings.helpBack,
            hint: Strings.hintBack),

        KeyBinding(.mark, [char(" ")], in: [.files], .files, Strings.helpMark, hint: Strings.hintMark),
        KeyBinding(.submit, [char("s")], in: [.files], .files, Strings.helpSubmit, hint: Strings.hintSubmit),
        KeyBinding(.markAll, [char("a")], in: [.files], .files, Strings.helpMarkAll),
        KeyBinding(.unmarkAll, [char("u")], in: [.files], .files, Strings.helpUnmarkAll),
        KeyBinding(.filter, [char("/")], in: [.files], .files, Strings.helpNarrow, hint: Strings.hintNarrow),
        KeyBinding(.toggleHidden, [char(".")], in: [.files], .files, Strings.helpHidden),

        KeyBinding(.filter, [char("/")], in: [.queue], .jobs, Strings.helpFilter, hint: Strings.hintFilter),
        KeyBinding(.cancelJob, [char("x")], in: acting, .jobs, Strings.helpCancel, hint: Strings.hintCancel),
        KeyBinding(.retryJob, [char("r")], in: acting, .jobs, Strings.helpRetry, hint: Strings.hintRetry),

        KeyBinding(.yes, [char("y"), [.enter]], in: [.question], .general, Strings.helpYes, hint: Strings.hintYes),
        KeyBinding(.no, [char("n"), [.escape]], in: [.question], .general, Strings.helpNo, hint: Strings.hintNo),
        KeyBinding(
            .help, [char("?"), [.function(1)]], in: [.files, .queue, .detail], .general, Strings.helpHelp,
            hint: Strings.hintHelp),
        KeyBinding(.back, [char("?"), char("q")], in: [.help], .general, Strings.helpCloseHelp),
        KeyBinding(.back, [char("q")], in: [.detail], .general, Strings.helpCloseDetail),
        KeyBinding(.quit, [char("q")], in: lists, .general, Strings.helpQuit, hint: Strings.hintQuit),
        KeyBinding(.redraw, [[.control("l")]], in: everywhere, .general, Strings.helpRedraw),
        KeyBinding(.suspend, [[.control("z")]], in: everywhere, .general, Strings.helpSuspend),
        KeyBinding(.interrupt, [[.control("c")]], in: everywhere, .general, Strings.helpInterrupt),
    ]
}
