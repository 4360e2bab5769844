/// Keys as people write them in the configuration: `s`, `g c`, `ctrl-x`, `F5`, `shift-tab`.
enum KeyNotation {
    /// - Throws: a sentence that says what is wrong and what to write.
    static func parse(_ text: String) throws(KeyNotationError) -> [Key] {
        let words = text == " " ? ["space"] : text.split(separator: " ").map(String.init)
        guard !words.isEmpty else { throw KeyNotationError(message: Strings.emptyKey) }
        var keys: [Key] = []
        for word in words { keys.append(try key(word)) }
        return keys
    }

    private static func key(_ word: String) throws(KeyNotationError) -> Key {
        if word.count == 1, let character = word.first { return .character(character) }
        let lower = word.lowercased()
        if let key = names[lower] { return key }
        if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
            return .function(number)
        }
        if let rest = prefixed(lower, ["ctrl-", "ctrl+", "c-", "control-"]) { return try control(rest) }
        if prefixed(lower, ["alt-", "alt+", "meta-", "m-"]) != nil {
            throw KeyNotationError(message: Strings.altKey(word))
        }
        if let rest = prefixed(lower, ["shift-", "shift+"]), rest.count == 1, rest != rest.uppercased() {
            throw KeyNotationError(message: Strings.shiftKey(word, rest.uppercased()))
        }
        throw KeyNotationError(message: Strings.unknownKey(word))
    }

    private static func prefixed(_ word: String, _ prefixes: [String]) -> String? {
        prefixes.first { word.hasPrefix($0) }.map { String(word.dropFirst($0.count)) }
    }

    /// Only what a terminal can tell from other keys.
    private static func control(_ rest: String) throws(KeyNotationError) -> Key {
        if let same = ["i": "tab", "m": "enter", "j": "enter", "h": "backspace", "[": "escape"][rest] {
            throw KeyNotationError(message: Strings.sameKey("ctrl-\(rest)", same))
        }
        if rest == "space" { return .control(" ") }
        guard rest.count == 1, let character = rest.first,
            ("a"..."z").contains(character) || "\\]^_".contains(character)
        else { throw KeyNotationError(message: Strings.unknownKey("ctrl-\(rest)")) }
        return .control(character)
    }

    private static let names: [String: Key] = [
        "space": .character(" "), "enter": .enter, "return": .enter, "tab": .tab, "shift-tab": .backTab,
        "backtab": .backTab, "esc": .escape, "escape": .escape, "backspace": .backspace, "delete": .delete,
        "del": .delete, "up": .up, "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "page-up": .pageUp,
        "pageup": .pageUp, "pgdn": .pageDown, "pgdown": .pageDown, "page-down": .pageDown, "pagedown": .pageDown,
        "home": .home, "end": .end,
    ]
}

struct KeyNotationError: Error, Equatable {
    var message: String
}
