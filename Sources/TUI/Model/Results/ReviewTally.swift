/// How far a review has come, and how good the model was.
package struct ReviewTally: Sendable, Equatable {
    /// Pictures with a judgement that is on disk.
    package private(set) var judged = 0
    package private(set) var corrected = 0
    /// Where top-1 is right, and where the right label is among the five.
    package private(set) var topOne = 0
    package private(set) var topFive = 0

    package init() {}

    init(_ items: [ReviewItem], _ judgements: [ReviewKey: Judgement], unsaved: Set<ReviewKey>) {
        for item in items {
            guard let judgement = judgements[item.key], !unsaved.contains(item.key) else { continue }
            judged += 1
            if judgement.verdict == .corrected { corrected += 1 }
            if judgement.rank == 1 { topOne += 1 }
            if judgement.rank != nil { topFive += 1 }
        }
    }
}

/// One label taken for another, and how often.
package struct Confusion: Sendable, Equatable {
    package var predicted: String
    /// nil: none of the five, and not named.
    package var correct: String?
    package var count: Int
}

extension ReviewState {
    /// The judgements of this review's pictures, in the order of the review.
    package var judged: [Judgement] { items.compactMap { judgements[$0.key] } }

    /// The most frequent first.
    package var confusions: [Confusion] {
        struct Pair: Hashable {
            var predicted: String
            var correct: String?
        }
        var counts: [Pair: Int] = [:]
        for judgement in judged where judgement.verdict == .corrected {
            counts[Pair(predicted: judgement.predicted, correct: judgement.label), default: 0] += 1
        }
        return counts.map { Confusion(predicted: $0.predicted, correct: $0.correct, count: $1) }.sorted {
            if $0.count != $1.count { return $0.count > $1.count }
            return ($0.predicted, $0.correct ?? "") < ($1.predicted, $1.correct ?? "")
        }
    }

    /// Labels that complete what is typed: those that begin with it, then those with a word that does.
    package static func matches(_ typed: String, in labels: [String], limit: Int) -> [String] {
        let needle = typed.lowercased()
        guard !needle.isEmpty else { return Array(labels.prefix(limit)) }
        var starts: [String] = []
        var inside: [String] = []
        for label in labels {
            let lower = label.lowercased()
            if lower.hasPrefix(needle) {
                starts.append(label)
            } else if lower.contains(" \(needle)") || lower.contains("-\(needle)") {
                inside.append(label)
            }
            if starts.count >= limit { break }
        }
        return Array((starts + inside).prefix(limit))
    }
}
