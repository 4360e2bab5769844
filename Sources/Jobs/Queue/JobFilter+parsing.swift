extension JobFilter {
    /// Longest text taken, in characters.
    package static let maxLength = 500
    /// Most words taken: each is looked for in every job.
    package static let maxWords = 32

    /// - Parameter now: what `since:1h` counts back from. Default: the system's time.
    /// - Throws: `invalidFilter`, naming the word and what is allowed.
    package init(parsing text: String, now: JobInstant = SystemClock().now()) throws(JobError) {
        guard text.count <= Self.maxLength else {
            throw JobError(
                .invalidFilter, "The filter has \(text.count) characters; at most \(Self.maxLength) are taken.")
        }
        guard !text.utf8.contains(0) else {
            throw JobError(.invalidFilter, "The filter has a zero byte in it; no name or label has one.")
        }
        let words = try FilterWord.split(text)
        guard words.count <= Self.maxWords else {
            throw JobError(.invalidFilter, "The filter has \(words.count) words; at most \(Self.maxWords) are taken.")
        }
        clauses = []
        for word in words {
            clauses.append(Clause(term: try word.term(now: now), negated: word.negated))
        }
    }
}

/// One word of a filter, taken apart.
private struct FilterWord {
    var negated = false
    /// What stands before the first colon outside quotes.
    var key: String?
    var value = ""
    var source = ""

    static func split(_ text: String) throws(JobError) -> [FilterWord] {
        var words: [FilterWord] = []
        var word = FilterWord()
        var quoted = false
        for character in text {
            if character.isWhitespace && !quoted {
                if !word.source.isEmpty { words.append(word) }
                word = FilterWord()
                continue
            }
            if character == "\"" {
                quoted.toggle()
            } else if character == "-" && word.source.isEmpty {
                word.negated = true
            } else if character == ":" && !quoted && word.key == nil && !word.source.contains("\"") {
                word.key = word.value
                word.value = ""
            } else {
                word.value.append(character)
            }
            word.source.append(character)
        }
        guard !quoted else {
            throw JobError(.invalidFilter, "The filter's last double quote is not closed: \(word.source)")
        }
        if !word.source.isEmpty { words.append(word) }
        return words
    }

    func term(now: JobInstant) throws(JobError) -> JobFilter.Term {
        guard !value.isEmpty else {
            throw JobError(.invalidFilter, "The filter word \(source) has no text to look for.")
        }
        switch key?.lowercased() {
        case nil: return .word(value)
        case "state": return .states(try states())
        case "model": return .route(value)
        case "client": return .client(value)
        case "since": return .since(try time(now))
        case "until": return .until(try time(now))
        default:
            throw JobError(
                .invalidFilter,
                "The filter word \(source) has the unknown key \"\(key ?? "")\"; known are state, model, client, since "
                    + "and until. "
                    + "To look for the text itself, put it in double quotes.")
        }
    }

    private func time(_ now: JobInstant) throws(JobError) -> JobInstant {
        guard let time = FilterTime.parse(value, now: now) else {
            throw JobError(
                .invalidFilter,
                "The filter word \(source) has no time: it takes an age such as 90s, 30m, 2h, 7d, a UTC date such as "
                    + "2026-11-24, or a time such as 2026-11-24T10:00:00Z.")
        }
        return time
    }

    private func states() throws(JobError) -> Set<JobState> {
        var states: Set<JobState> = []
        for name in value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let state = JobState(rawValue: name.lowercased()) else {
                let known = JobState.allCases.map(\.rawValue).joined(separator: ", ")
                throw JobError(
                    .invalidFilter, "The filter word \(source) has the unknown state \"\(name)\"; known are \(known).")
            }
            states.insert(state)
        }
        return states
    }
}
