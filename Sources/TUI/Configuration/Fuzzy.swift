/// Finding names from a few letters of them.
enum Fuzzy {
    struct Match: Equatable {
        /// Higher is better.
        var score: Int
        /// Offsets of the characters that were found.
        var places: [Int]
    }

    /// The letters of `needle` in their order anywhere in `text`, without regard to case; nil when they are not there.
    /// Letters at the start of words and next to each other count for more.
    static func match(_ needle: String, in text: String) -> Match? {
        let wanted = Array(needle.lowercased()).filter { $0 != " " }
        let letters = Array(text.lowercased())
        guard !wanted.isEmpty else { return Match(score: 0, places: []) }
        guard wanted.count <= letters.count else { return nil }
        // best[column]: the best way to have found the letters so far, the last one at this column.
        var best: [Match?] = Array(repeating: nil, count: letters.count)
        for (row, letter) in wanted.enumerated() {
            var next: [Match?] = Array(repeating: nil, count: letters.count)
            var before: Match?
            for column in letters.indices {
                if column > 0, row > 0, let candidate = best[column - 1] {
                    // What is further away counts for less.
                    if before.map({ candidate.score >= $0.score - 1 }) ?? true { before = candidate }
                }
                guard letters[column] == letter else { continue }
                let startsWord = column == 0 || !letters[column - 1].isLetter && !letters[column - 1].isNumber
                let own = startsWord ? 8 : 1
                if row == 0 {
                    next[column] = Match(score: own - min(column, 6), places: [column])
                } else if let before {
                    let follows = before.places.last == column - 1
                    next[column] = Match(
                        score: before.score + own + (follows ? 5 : 0), places: before.places + [column])
                }
            }
            best = next
        }
        return best.compactMap { $0 }.max { $0.score < $1.score }
    }

    /// The name that was probably meant: at most two changed letters, or one that it is the beginning of.
    static func nearest(_ name: String, among names: [String]) -> String? {
        let name = name.lowercased()
        if let longer = names.first(where: { $0.hasPrefix(name) || name.hasPrefix($0) }), name.count > 2 {
            return longer
        }
        let distances = names.map { ($0, distance(name, $0)) }
        return distances.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
    }

    /// Changed, missing and additional letters (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = index + 1
            for column in other.indices {
                let change = corner + (letter == other[column] ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[other.count]
    }
}
