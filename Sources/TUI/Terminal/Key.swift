/// A key as the keymap names it.
package enum Key: Sendable, Hashable {
    case character(Character)
    /// Control with a lower-case letter: `.control("c")`.
    case control(Character)
    case enter, tab, backTab, escape, backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    case function(Int)
}
