/// A pattern for names as shells have it: `*`, `?`, `[a-z]`, `[!0-9]`, `{jpg,png}`, and `\` before what is meant as it
/// is. Without a capital in it the case of letters does not count.
package struct Glob: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case any, one
        case character(Character)
        case among([ClosedRange<Character>], isNegated: Bool)
    }

    /// More alternatives in braces than this are not tried.
    private static let mostAlternatives = 64

    private let alternatives: [[Piece]]
    private let ignoresCase: Bool

    package init(_ pattern: String) {
        let ignoresCase = !pattern.contains { $0.isUppercase }
        self.ignoresCase = ignoresCase
        alternatives = Self.expanded(Array(pattern)).prefix(Self.mostAlternatives).map(Self.pieces)
    }

    package func matches(_ name: String) -> Bool {
        let characters = Array(ignoresCase ? name.lowercased() : name)
        return alternatives.contains { Self.matches($0, characters) }
    }

    /// Goes back to the last star only: never more steps than pieces times characters.
    private static func matches(_ pieces: [Piece], _ name: [Character]) -> Bool {
        var (piece, place) = (0, 0)
        var star: (piece: Int, place: Int)?
        while place < name.count {
            if piece < pieces.count, pieces[piece] == .any {
                star = (piece, place)
                piece += 1
            } else if piece < pieces.count, fits(pieces[piece], name[place]) {
                piece += 1
                place += 1
            } else if let last = star {
                star = (last.piece, last.place + 1)
                (piece, place) = (last.piece + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .any }
    }

    private static func fits(_ piece: Piece, _ character: Character) -> Bool {
        switch piece {
        case .any, .one: true
        case .character(let wanted): wanted == character
        case .among(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }

    /// Every way through the first pair of braces, then through those that are left.
    private static func expanded(_ pattern: [Character]) -> [[Character]] {
        guard let (open, close, commas) = firstBraces(in: pattern) else { return [pattern] }
        let starts = [open] + commas
        let ends = commas + [close]
        var result: [[Character]] = []
        for (start, end) in zip(starts, ends) where result.count < mostAlternatives {
            var way = Array(pattern[..<open])
            way += pattern[(start + 1)..<end]
            way += pattern[(close + 1)...]
            result += expanded(way)
        }
        return result
    }

    private static func firstBraces(in pattern: [Character]) -> (open: Int, close: Int, commas: [Int])? {
        var open: Int?
        var depth = 0
        var commas: [Int] = []
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case "\\": index += 1
            case "{":
                if depth == 0 { (open, commas) = (index, []) }
                depth += 1
            case "," where depth == 1: commas.append(index)
            case "}" where depth > 0:
                depth -= 1
                if depth == 0, let open, !commas.isEmpty { return (open, index, commas) }
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func pieces(of pattern: [Character]) -> [Piece] {
        var pieces: [Piece] = []
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case "*": if pieces.last != .any { pieces.append(.any) }
            case "?": pieces.append(.one)
            case "\\" where index + 1 < pattern.count:
                index += 1
                pieces.append(.character(pattern[index]))
            case "[":
                if let (set, end) = set(in: pattern, from: index) {
                    pieces.append(set)
                    index = end
                } else {
                    pieces.append(.character("["))
                }
            default: pieces.append(.character(pattern[index]))
            }
            index += 1
        }
        return pieces
    }

    /// - Returns: the set, and where its closing bracket stands; nil where there is none.
    private static func set(in pattern: [Character], from open: Int) -> (Piece, Int)? {
        var index = open + 1
        let isNegated = index < pattern.count && (pattern[index] == "!" || pattern[index] == "^")
        if isNegated { index += 1 }
        var ranges: [ClosedRange<Character>] = []
        let first = index
        while index < pattern.count {
            // A closing bracket in the first place is meant as it is.
            if pattern[index] == "]", index > first { return (.among(ranges, isNegated: isNegated), index) }
            let low = pattern[index]
            if index + 2 < pattern.count, pattern[index + 1] == "-", pattern[index + 2] != "]" {
                let high = pattern[index + 2]
                if low <= high { ranges.append(low...high) }
                index += 3
            } else {
                ranges.append(low...low)
                index += 1
            }
        }
        return nil
    }
}
