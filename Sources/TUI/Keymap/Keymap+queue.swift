extension Keymap {
    static let queue: [KeyBinding] = [
        KeyBinding(.filter, [.char("/")], in: [.queue], .jobs, Strings.helpFilter, hint: Strings.hintFilter),
        KeyBinding(.cancelJob, [.char("x")], in: .acting, .jobs, Strings.helpCancel, hint: Strings.hintCancel),
        KeyBinding(.retryJob, [.char("r")], in: .acting, .jobs, Strings.helpRetry, hint: Strings.hintRetry),
    ]
}
