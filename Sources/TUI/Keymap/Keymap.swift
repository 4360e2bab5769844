/// Which keys do what: the one table that input, footer, help and palette are made from. The model carries it, because
/// the user may change it.
package struct Keymap: Sendable, Equatable {
    package private(set) var bindings: [KeyBinding]

    package init(_ bindings: [KeyBinding]) {
        self.bindings = bindings
    }

    /// As top5 comes; each area has its lines in a file of its own.
    package static let standard = Keymap(
        moving + screens + files + picking + queue + sheet + results + overlays + general)

    package enum Match: Sendable, Equatable {
        case action(Action)
        /// The start of a longer sequence.
        case partial
        /// Bound, but not here: the action and where it works.
        case elsewhere(Action, KeyContext)
        case unbound
    }

    package func match(_ keys: [Key], in context: KeyContext) -> Match {
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
    package func binding(for action: Action, in context: KeyContext) -> KeyBinding? {
        bindings.first { $0.action == action && $0.contexts.contains(context) }
    }

    /// The first key of an action, wherever it works, for sentences: `s`; without one its name in the palette, `:submit`.
    package func keyName(_ action: Action) -> String {
        let sequences = bindings.lazy.filter { $0.action == action }.compactMap(\.sequences.first)
        return sequences.first.map(Key.name(of:)) ?? ":\(action.name)"
    }

    /// What the footer names, the most needed first.
    package static func hints(in context: KeyContext) -> [Action] {
        switch context {
        case .files:
            [
                .help, .back, .submit, .nextPane, .quit, .mark, .filter, .open, .cancelJob, .retryJob, .palette, .copy,
                .compare, .showStats, .showLog, .sheet,
            ]
        case .queue: queueHints
        case .sheet: [.back, .help, .open, .submit, .cancelJob, .retryJob]
        case .stats:
            [
                .help, .back, .quietWorker, .drainWorker, .longerRange, .shorterRange, .nextPane, .open, .showMain,
                .showLog,
            ]
        case .log: [.help, .back, .filter, .holdLog, .open, .showMain, .showStats]
        case .profiles: [.open, .back]
        case .detail: [.back, .undo, .help, .cancelJob, .retryJob, .copy, .export, .forgetJob]
        case .help: [.back, .filter]
        case .question, .stopQuestion: [.yes, .no]
        case .menu: [.pick, .back, .deleteFilter]
        case .confirmation: [.confirm, .decline]
        case .leaving: [.sendAndQuit, .dropAndQuit, .decline]
        case .marks: [.back, .mark, .unmarkAll, .submit, .open]
        case .preflight: [.open, .back, .unmarkAll]
        case .recents: [.open, .back]
        case .formats, .models, .ask, .review, .comparison: resultHints(in: context)
        }
    }

    /// Gives an action other keys wherever it works; none unbinds it.
    package mutating func rebind(_ action: Action, to sequences: [[Key]]) {
        for index in bindings.indices where bindings[index].action == action {
            bindings[index].sequences = sequences
        }
    }

    mutating func replace(_ index: Int, with lines: [KeyBinding]) {
        bindings.replaceSubrange(index...index, with: lines)
    }
}
