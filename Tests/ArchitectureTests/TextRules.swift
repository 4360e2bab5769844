import Foundation

/// What the dashboard shows stands in `Strings`: no view, no update and no part of the model has a word of its own.
enum TextRules {
    private static let folders = ["Views", "Update", "Model", "Keymap", "Theme", "Screen"].map { "Sources/TUI/\($0)/" }

    /// Words that are no text of the dashboard, by the end of the file's path: names that users type, and the review
    /// journal's one key, and the action's one name, that are not written as their properties.
    private static let exempt: [String: Set<String>] = [
        "Keymap/Key+name.swift": [
            "Space", "Ctrl-", "Enter", "Tab", "Shift-Tab", "Esc", "Backspace", "Delete", "Up", "Down", "Left", "Right",
            "PgUp", "PgDn", "Home", "End",
        ],
        "Keymap/Action.swift": ["goto"],
        "Model/Results/Judgement.swift": ["job_id"],
        "Theme/ThemeChoice.swift": ["auto", "color-blind", "colour", "color", "colorblind"],
    ]

    /// Words of the API and of its filters, which are typed and sent as they are.
    private static let ofTheAPI: Set<String> = [
        "state", "model", "client", "since", "until", "state:", "model:", "client:", "since:", "created", "-created",
        "finished", "-finished", "unusable", "image",
        "image-classification",
    ]

    static func check(_ file: SourceFile) -> [Violation] {
        guard folders.contains(where: file.path.hasPrefix) else { return [] }
        let allowed = exempt.first { file.path.hasSuffix($0.key) }?.value ?? []
        // Keys one after the other are no word.
        return file.lines.enumerated().filter { !$0.element.contains(".typed(") }.flatMap { index, line in
            literals(in: line).filter { !allowed.contains($0) && !ofTheAPI.contains($0) && isText($0) }.map {
                Violation(path: file.path, line: index + 1, rule: "\"\($0)\" is shown: it belongs in Strings")
            }
        }
    }

    /// Two letters next to each other make a word; a unit that only code looks for does not count.
    private static func isText(_ literal: String) -> Bool {
        literal.range(of: #"\p{L}{2,}"#, options: .regularExpression) != nil && literal != " ms"
    }

    /// The texts of a line's string literals, without what is interpolated. A comment ends the line.
    static func literals(in line: String) -> [String] {
        var literals: [String] = []
        var current: String?
        var depth = 0
        var rest = line[...]
        while let character = rest.first {
            if current == nil, rest.hasPrefix("//") { break }
            if depth > 0 {
                // Within an interpolation: literals inside it are not looked into.
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
            } else if current != nil, rest.hasPrefix("\\(") {
                depth = 1
                rest.removeFirst()
            } else if current != nil, rest.hasPrefix("\\u{") {
                rest = rest.drop { $0 != "}" }
            } else if current != nil, character == "\\" {
                rest.removeFirst()
            } else if character == "\"" {
                if let text = current { literals.append(text) }
                current = current == nil ? "" : nil
            } else {
                current?.append(character)
            }
            rest = rest.dropFirst()
        }
        return literals
    }
}
