package import API
package import Foundation

/// The service's filter language as the dashboard reads it: to say what is wrong while one types, and to tell which events
/// belong into the list. The service has the last word.
package struct QueueFilter: Sendable, Equatable {
    package struct Problem: Sendable, Equatable {
        /// Characters of the text.
        package var range: Range<Int>
        package var sentence: String
    }

    package let words: [FilterWord]
    package let problem: Problem?
    private let terms: [(term: Term, negated: Bool)]

    enum Term: Sendable, Equatable {
        case states(Set<JobStatus>)
        case model([[String]])
        case client(String)
        case since(FilterAge)
        case until(FilterAge)
        case word(String)
    }

    /// The service's own limits, in characters and in words.
    static let maxLength = 500
    static let maxWords = 32

    package init(_ text: String) {
        let (words, open) = FilterWord.split(text)
        self.words = words
        var terms: [(Term, Bool)] = []
        var problem: Problem?
        for word in words {
            switch word.term {
            case .success(let term): terms.append((term, word.isNegated))
            case .failure(let found): problem = problem ?? Problem(range: found.range, sentence: found.sentence)
            }
        }
        if let open { problem = problem ?? Problem(range: open, sentence: Strings.openQuote) }
        if text.count > Self.maxLength {
            problem = Problem(
                range: Self.maxLength..<text.count, sentence: Strings.filterTooLong(text.count, Self.maxLength))
        } else if words.count > Self.maxWords {
            problem = Problem(
                range: words[Self.maxWords].range.lowerBound..<text.count,
                sentence: Strings.tooManyFilterWords(words.count, Self.maxWords))
        }
        self.problem = problem
        self.terms = terms
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.words == other.words && one.problem == other.problem
    }

    /// Whether the filter takes a job as it is.
    package func matches(_ job: Job, at now: Date) -> Bool {
        guard !terms.isEmpty else { return true }
        var searched: String?
        return terms.allSatisfy { term, negated in
            let holds: Bool
            switch term {
            case .states(let states): holds = states.contains(job.status)
            case .model(let patterns):
                let model = Self.fold(job.model)
                holds = patterns.contains { Self.matches(model, $0) }
            case .client(let client): holds = job.client == client
            case .since(let age): holds = job.createdAt >= age.date(at: now)
            case .until(let age): holds = job.createdAt < age.date(at: now)
            case .word(let word):
                let text = searched ?? Self.searched(job)
                searched = text
                holds = text.contains(word)
            }
            return holds != negated
        }
    }

    /// Canonical composition, lower case, no control characters: as the service compares.
    static func fold(_ text: String) -> String {
        let folded = text.precomposedStringWithCanonicalMapping.lowercased()
        guard folded.unicodeScalars.contains(where: { $0.value < 32 }) else { return folded }
        var clean = String.UnicodeScalarView()
        clean.append(contentsOf: folded.unicodeScalars.map { $0.value < 32 ? " " : $0 })
        return String(clean)
    }

    /// What plain words are looked for in; no word matches across two fields.
    static func searched(_ job: Job) -> String {
        [job.image.name, job.id, job.prediction?.first?.label ?? "", job.error?.message ?? ""].map(fold)
            .joined(separator: "\n")
    }

    /// - Parameter parts: of a folded pattern, split at its stars.
    private static func matches(_ text: String, _ parts: [String]) -> Bool {
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return text == parts.first }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.range(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }
}

/// `90s`, `2h`, `7d`, a UTC date or an ISO 8601 time.
enum FilterAge: Sendable, Equatable {
    case ago(seconds: Double)
    case at(Date)

    init?(_ text: String) {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()), count >= 0 {
            // The service counts in milliseconds, and takes no more than it can count.
            guard !count.multipliedReportingOverflow(by: Int64(unit) * 1000).overflow else { return nil }
            self = .ago(seconds: Double(count) * unit)
            return
        }
        let shape = /\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d))?/
        guard let match = text.wholeMatch(of: shape) else { return nil }
        let date =
            match.output.1 == nil
            ? try? Date.ISO8601FormatStyle.iso8601.year().month().day().parse(text)
            : try? Date.ISO8601FormatStyle(includingFractionalSeconds: match.output.2 != nil).parse(text)
        guard let date else { return nil }
        self = .at(date)
    }

    func date(at now: Date) -> Date {
        switch self {
        case .ago(let seconds): now.addingTimeInterval(-min(seconds, now.timeIntervalSince1970))
        case .at(let date): date
        }
    }
}
