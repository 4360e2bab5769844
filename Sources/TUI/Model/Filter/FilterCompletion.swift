import API

/// What Tab may put in the place of the word before the cursor.
package struct FilterCompletion: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        package var text: String
        /// What it means, if the text does not say.
        package var remark: String
    }

    package var candidates: [Candidate] = []
    /// Characters that a candidate replaces.
    package var range: Range<Int> = 0..<0
    /// The one that Tab has put in; nil: none yet.
    package var chosen: Int?

    package init() {}

    /// - Parameter cursor: 0...text.count
    package init(of text: [Character], cursor: Int, in model: Model) {
        var start = cursor
        while start > 0, !text[start - 1].isWhitespace { start -= 1 }
        if start < cursor, text[start] == "-" { start += 1 }
        let word = String(text[start..<cursor])
        guard !word.contains("\"") else { return }
        guard let colon = word.firstIndex(of: ":") else {
            range = start..<cursor
            candidates = FilterWord.keys.filter { $0.hasPrefix(word.lowercased()) }
                .map { Candidate(text: $0 + ":", remark: Strings.filterKeyRemark($0)) }
            return
        }
        let key = word[..<colon].lowercased()
        var value = word[word.index(after: colon)...]
        // Of several states the last one is completed.
        if key == "state", let comma = value.lastIndex(of: ",") { value = value[value.index(after: comma)...] }
        range = (cursor - value.count)..<cursor
        let typed = value.lowercased()
        candidates = Self.values(of: key, in: model).filter {
            $0.text.lowercased().hasPrefix(typed) && $0.text != value
        }
    }

    private static func values(of key: String, in model: Model) -> [Candidate] {
        switch key {
        case "state": JobStatus.allCases.map { Candidate(text: $0.rawValue, remark: "") }
        case "model": (model.models?.models ?? []).map { Candidate(text: $0.name, remark: $0.title) }.uniqued()
        case "client": model.queue.clients.sorted().prefix(20).map { Candidate(text: $0, remark: "") }
        case "since", "until":
            Strings.filterTimes(at: model.now).map { Candidate(text: $0.text, remark: $0.remark) }
        default: []
        }
    }
}

extension [FilterCompletion.Candidate] {
    /// Versions of one model have one name.
    fileprivate func uniqued() -> Self {
        reduce(into: []) { list, next in if !list.contains(where: { $0.text == next.text }) { list.append(next) } }
    }
}
