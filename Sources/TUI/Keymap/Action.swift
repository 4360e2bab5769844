/// What a key can do.
package enum Action: Sendable, Hashable, CaseIterable {
    case up, down, pageUp, pageDown, top, bottom, parent, enter, open
    case nextPane, previousPane, back
    case mark, markAll, unmarkAll, submit, toggleHidden, filter
    case cancelJob, retryJob
    case help, redraw, suspend, quit, interrupt
    case yes, no
}

/// Where a key is pressed.
package enum KeyContext: Sendable, Hashable, CaseIterable {
    case files, queue, detail, help, question
}
