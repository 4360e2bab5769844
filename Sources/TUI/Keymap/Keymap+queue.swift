extension Keymap {
    static let queue: [KeyBinding] = [
        KeyBinding(.filter, [.char("/")], in: [.queue], .jobs, Strings.helpFilter, hint: Strings.hintFilter),
        KeyBinding(.find, [.char("f")], in: [.queue], .jobs, Strings.helpFind, hint: Strings.hintFind),
        KeyBinding(.nextMatch, [.char("n")], in: [.queue], .jobs, Strings.helpNextMatch),
        KeyBinding(.previousMatch, [.char("N")], in: [.queue], .jobs, Strings.helpPreviousMatch),
        KeyBinding(
            .savedFilters, [.char("F")], in: [.queue], .jobs, Strings.helpSavedFilters, hint: Strings.hintSavedFilters),
        KeyBinding(.saveFilter, [.char("S")], in: [.queue], .jobs, Strings.helpSaveFilter),
        KeyBinding(.sort, [.char("o")], in: [.queue], .jobs, Strings.helpSort, hint: Strings.hintSort),
        KeyBinding(.mark, [.char(" ")], in: [.queue], .jobs, Strings.helpMarkJob, hint: Strings.hintMark),
        KeyBinding(.markRange, [.char("v")], in: [.queue], .jobs, Strings.helpMarkRange),
        KeyBinding(.markAll, [.char("a")], in: [.queue], .jobs, Strings.helpMarkAllJobs),
        KeyBinding(.unmarkAll, [.char("u")], in: [.queue], .jobs, Strings.helpUnmarkAll),
        KeyBinding(.cancelJob, [.char("x")], in: .acting, .jobs, Strings.helpCancel, hint: Strings.hintCancel),
        KeyBinding(.retryJob, [.char("r")], in: .acting, .jobs, Strings.helpRetry, hint: Strings.hintRetry),
        KeyBinding(.forgetJob, [.char("D")], in: .acting, .jobs, Strings.helpForget, hint: Strings.hintForget),
        KeyBinding(.undo, [.char("z")], in: .acting, .jobs, Strings.helpUndo, hint: Strings.hintUndo),
        KeyBinding(.pauseQueue, [.char("p")], in: .lists, .jobs, Strings.helpPause, hint: Strings.hintPause),
        KeyBinding(.chooseModel, [.char("m")], in: .lists, .jobs, Strings.helpModels, hint: Strings.hintModels),
    ]

    /// What the footer names in the queue.
    static let queueHints: [Action] = [
        .help, .undo, .back, .filter, .nextPane, .quit, .open, .cancelJob, .retryJob, .forgetJob, .sort, .mark,
        .copy, .export, .review, .savedFilters, .find, .compare, .pauseQueue, .chooseModel, .showStats, .showLog,
    ]
}
