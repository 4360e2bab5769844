/// Finds names by what is typed: as a part of the name first, then by its letters in order with others between them.
package struct NameSearch: Sendable, Equatable {
    /// Folded, without blanks for the search by letters.
    private let needle: [Character]
    private let letters: [Character]

    package init(_ text: String) {
        needle = Array(text.lowercased())
        letters = needle.filter { $0 != " " }
    }

    /// Names that contain the text in their order, then the others that have its letters, the densest first.
    package func matches(in entries: [FileEntry]) -> [FileEntry] {
        guard !needle.isEmpty else { return entries }
        var parts: [FileEntry] = []
        var scattered: [(spread: Int, place: Int)] = []
        for (place, entry) in entries.enumerated() {
            let name = Self.folded(entry.shown)
            if Self.firstPlace(of: needle, in: name) != nil {
                parts.append(entry)
            } else if let places = scatteredPlaces(in: name), let first = places.first, let last = places.last {
                scattered.append((last - first, place))
            }
        }
        scattered.sort { $0.spread != $1.spread ? $0.spread < $1.spread : $0.place < $1.place }
        return parts + scattered.map { entries[$0.place] }
    }

    /// Which characters of a shown name to light up, by their number; empty where it does not match.
    package func places(in name: String) -> Set<Int> {
        guard !needle.isEmpty else { return [] }
        let characters = Self.folded(name)
        if let start = Self.firstPlace(of: needle, in: characters) { return Set(start..<start + needle.count) }
        return Set(scatteredPlaces(in: characters) ?? [])
    }

    private func scatteredPlaces(in name: [Character]) -> [Int]? {
        guard !letters.isEmpty else { return nil }
        var places: [Int] = []
        for (place, character) in name.enumerated() where character == letters[places.count] {
            places.append(place)
            if places.count == letters.count { return places }
        }
        return nil
    }

    private static func firstPlace(of needle: [Character], in name: [Character]) -> Int? {
        guard needle.count <= name.count else { return nil }
        return (0...name.count - needle.count).first { start in
            needle.indices.allSatisfy { name[start + $0] == needle[$0] }
        }
    }

    /// Character by character, so that places in it are places in the name.
    private static func folded(_ name: String) -> [Character] {
        name.map { character in
            guard !character.isLowercase, character.isLetter else { return character }
            let lower = character.lowercased()
            return lower.count == 1 ? Character(lower) : character
        }
    }
}
