/// What can be wrong in a configuration file, and what to do.
extension Strings {
    static func problem(line: Int, _ message: String) -> String { "line \(line): \(message)" }
    static func configProblems(_ count: Int, _ first: ConfigProblem) -> String {
        count == 1
            ? "Configuration, \(first)" : "The configuration has \(count) problems (top5 config check); \(first)"
    }

    // The format
    static func sectionTwice(_ heading: String, line: Int) -> String {
        "\(heading) is there already, in line \(line); put both together."
    }
    static func keyTwice(_ key: String, line: Int) -> String { "\(key) is set already, in line \(line); keep one." }
    static func missingEquals(_ key: String) -> String { "after \(key) an = is missing; write \(key) = value." }
    static let badHeading = "this heading does not end; write [keys] or [profile.name]."
    static func noKey(_ found: String) -> String {
        found.isEmpty ? "a name is missing." : "\"\(found)\" is no name; write name = value, or begin a comment with #."
    }
    static let missingValue = "the value is missing; write a text in quotes, true, false, a number or a list in [ ]."
    static func badValue(_ word: String) -> String { "\(word) is no value; text stands in quotes: \"\(word)\"." }
    static let openList = "this list does not end; separate its values with commas and close it with ]."
    static let openString = "this text does not end; close it with the quote that it begins with."
    static func badEscape(_ letter: String) -> String {
        "\\\(letter) means nothing; write \\\\ for a backslash, or put the text in single quotes."
    }
    static func restOfLine(_ rest: String) -> String { "\"\(rest)\" is too much; a line holds one setting." }

    // The settings
    static func unknownSection(_ heading: String) -> String {
        "\(heading) is unknown; there are [keys] and [profile.NAME]."
    }
    static func unknownSetting(_ key: String) -> String {
        "\(key) is unknown; there are theme, mouse and hints. Keys stand below [keys]."
    }
    static func unknownTheme(_ name: String) -> String {
        "There is no theme \"\(name)\"; there are \(ThemeChoice.allCases.map(\.name).joined(separator: ", "))."
    }
    static let themeIsText = "theme is a name in quotes: theme = \"light\"."
    static func trueOrFalse(_ key: String) -> String { "\(key) is true or false, without quotes." }
    static func unknownAction(_ name: String, near: String?) -> String {
        let rest = near.map { "did you mean \($0)?" } ?? "top5 config example lists all."
        return "there is no action \(name); \(rest)"
    }
    static func keysAreText(_ name: String) -> String {
        "\(name) takes keys in quotes, one or a list: \(name) = [\"s\", \"F5\"]; [] unbinds it."
    }
    static func interruptNeedsKey(_ name: String) -> String {
        "\(name) needs a key, or nothing would end top5 at once; it keeps its own."
    }

    // Keys
    static let emptyKey = "an empty text is no key; [] unbinds an action, \"space\" is the space bar."
    static func unknownKey(_ word: String) -> String {
        "\"\(word)\" is no key; write s, ctrl-x, F5, space, enter, tab, shift-tab, esc, up, pgdn, home, …, and a sequence "
            + "with blanks: \"g c\"."
    }
    static func altKey(_ word: String) -> String { "\"\(word)\": keys with Alt can't be told apart; take another." }
    static func shiftKey(_ word: String, _ letter: String) -> String { "\"\(word)\" is written \(letter)." }
    static func sameKey(_ key: String, _ same: String) -> String {
        "a terminal sends the same for \(key) and \(same); write \(same)."
    }

    static func clashWithDefault(
        _ key: String, _ wished: String, _ other: String, _ lost: String, _ place: String
    ) -> String {
        "\(key) now means \(wished) \(place), so \(other) has lost \(lost) there; give \(other) a key of its own, or "
            + "none: \(other) = []."
    }
    static func clash(
        _ lost: String, _ other: String, with wished: String, _ key: String, line: Int, _ place: String
    ) -> String {
        "\(lost) for \(other) clashes with \(key) for \(wished) (line \(line)) \(place); \(wished) keeps it."
    }
}

extension Strings {
    /// The head of the example file.
    static let exampleStart = [
        "# top5's configuration. What is missing or behind a # has its default, as shown.",
        "# top5 config path tells where this file belongs; top5 config check reads it through.",
        "",
        "# theme = \"auto\"   # auto (as the terminal's background is), dark, light, color-blind, mono",
        "# mouse = true     # false: the mouse marks text in the terminal",
        "# hints = true     # tips for beginners, each once",
        "",
        "# Keys by the names that the help (?) and the command palette (:) show. Several keys for one action stand in a",
        "# list, [] unbinds it, and a sequence has blanks: \"g c\". Names of keys: ctrl-x, F5, space, enter, tab, shift-tab,",
        "# esc, backspace, delete, up, down, left, right, pgup, pgdn, home, end.",
        "[keys]",
    ]
}
