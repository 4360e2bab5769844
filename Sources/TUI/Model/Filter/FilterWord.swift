import API

/// One word of a filter, and where its parts stand in the text.
package struct FilterWord: Sendable, Equatable {
    /// Characters of the text, the minus and quotes included.
    package var range: Range<Int>
    package var isNegated = false
    /// Before the first colon outside of quotes.
    package var key: String?
    package var keyRange: Range<Int>?
    package var value = ""
    /// Behind the colon, or the whole word without its minus.
    package var valueRange: Range<Int>

    static let keys = ["state", "model", "client", "since", "until"]

    struct Problem: Error, Sendable, Equatable {
        var range: Range<Int>
        var sentence: String
    }

    /// - Returns: the words, and the range of one whose double quote is not closed.
    static func split(_ text: String) -> (words: [FilterWord], open: Range<Int>?) {
        var words: [FilterWord] = []
        var word: FilterWord?
        var isQuoted = false
        var hasQuote = false
        var place = 0
        for character in text {
            defer { place += 1 }
            if character.isWhitespace, !isQuoted {
                if let word { words.append(word) }
                word = nil
                hasQuote = false
                continue
            }
            var current = word ?? FilterWord(range: place..<place, valueRange: place..<place)
            let isFirst = word == nil
            current.range = current.range.lowerBound..<(place + 1)
            if character == "\"" {
                isQuoted.toggle()
                hasQuote = true
            } else if character == "-", isFirst {
                current.isNegated = true
                current.valueRange = (place + 1)..<(place + 1)
            } else if character == ":", !isQuoted, current.key == nil, !hasQuote {
                current.key = current.value
                current.keyRange = current.valueRange.lowerBound..<place
                current.value = ""
                current.valueRange = (place + 1)..<(place + 1)
            } else {
                current.value.append(character)
            }
            current.valueRange = min(current.valueRange.lowerBound, place + 1)..<(place + 1)
            word = current
        }
        if let word { words.append(word) }
        return (words, isQuoted ? words.last?.range : nil)
    }

    var term: Result<QueueFilter.Term, Problem> {
        guard !value.isEmpty else { return .failure(Problem(range: range, sentence: Strings.emptyFilterWord)) }
        switch key?.lowercased() {
        case nil: return .success(.word(QueueFilter.fold(value)))
        case "state": return states
        case "model": return .success(.model(patterns))
        case "client": return .success(.client(value))
        case "since": return age.map { .since($0) }
        case "until": return age.map { .until($0) }
        case let key?:
            return .failure(Problem(range: keyRange ?? range, sentence: Strings.unknownFilterKey(key)))
        }
    }

    private var states: Result<QueueFilter.Term, Problem> {
        var states: Set<JobStatus> = []
        for name in value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let status = JobStatus(rawValue: name.lowercased()) else {
                return .failure(Problem(range: valueRange, sentence: Strings.unknownState(String(name))))
            }
            states.insert(status)
        }
        return .success(.states(states))
    }

    private var age: Result<FilterAge, Problem> {
        guard let age = FilterAge(value) else {
            return .failure(Problem(range: valueRange, sentence: Strings.noFilterTime(value)))
        }
        return .success(age)
    }

    /// The parts between the stars; `x` also stands for `x@any-version`.
    private var patterns: [[String]] {
        func parts(_ text: String) -> [String] {
            QueueFilter.fold(text).split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        }
        return value.contains("*") || value.contains("@") ? [parts(value)] : [parts(value), parts(value + "@*")]
    }
}
