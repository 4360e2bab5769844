/// The line that is being typed in the footer.
package struct Prompt: Sendable, Equatable {
    package enum Purpose: Sendable, Equatable {
        /// Narrows the file picker as one types.
        case narrowFiles
        /// Marks the names that match.
        case markGlob
        case goToPath
        /// Is sent to the service on Enter.
        case filterQueue
        /// Narrows the event log as one types.
        case filterLog
        /// The name under which a filter is kept.
        case nameFilter(String)
        /// The word that `n` goes to.
        case find
        /// Narrows the help as one types.
        case searchHelp
        /// Takes the name of a production service, for an action that it would lose something by.
        case confirm(Action)
        /// Where results are written to.
        case exportPath(ExportSubject, ResultFormat)
        /// The right label of the picture that is reviewed.
        case reviewLabel
    }

    package var purpose: Purpose
    package var field: TextField
    package var completion = FilterCompletion()
    /// How many filters back in the history; 0 is what was typed, kept in `draft`.
    package var back = 0
    package var draft = ""

    package init(purpose: Purpose, text: String) {
        self.purpose = purpose
        field = TextField(text)
    }
}

/// One line of editable text.
package struct TextField: Sendable, Equatable {
    package private(set) var text: [Character]
    /// 0...text.count
    package private(set) var cursor: Int

    /// Longer input is ignored.
    private static let limit = 400

    package init(_ text: String = "") {
        self.text = Array(text)
        cursor = self.text.count
    }

    package var string: String { String(text) }

    package mutating func insert(_ addition: String) {
        let characters = addition.filter { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }.prefix(Self.limit - text.count)
        text.insert(contentsOf: characters, at: cursor)
        cursor += characters.count
    }

    package mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        text.remove(at: cursor)
    }

    package mutating func deleteForward() {
        guard cursor < text.count else { return }
        text.remove(at: cursor)
    }

    /// Back to the start of the word before the cursor.
    package mutating func deleteWord() {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        text.removeSubrange(start..<cursor)
        cursor = start
    }

    /// - Parameter range: within 0...text.count; the cursor stands behind the replacement.
    package mutating func replace(_ range: Range<Int>, with replacement: String) {
        guard range.upperBound <= text.count, text.count - range.count + replacement.count <= Self.limit else { return }
        text.replaceSubrange(range, with: replacement)
        cursor = range.lowerBound + replacement.count
    }

    package mutating func clear() {
        text = []
        cursor = 0
    }

    package mutating func move(by distance: Int) {
        cursor = min(max(0, cursor + distance), text.count)
    }

    package mutating func moveToStart() { cursor = 0 }
    package mutating func moveToEnd() { cursor = text.count }
}
