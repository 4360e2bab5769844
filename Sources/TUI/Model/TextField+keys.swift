extension TextField {
    /// The keys that every text field has, as in a shell's line.
    package mutating func edit(_ key: Key) {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace: deleteBackward()
        case .delete, .control("d"): deleteForward()
        case .control("w"): deleteWord()
        case .control("u"): clear()
        case .left, .control("b"): move(by: -1)
        case .right, .control("f"): move(by: 1)
        case .home, .control("a"): moveToStart()
        case .end, .control("e"): moveToEnd()
        default: break
        }
    }
}
