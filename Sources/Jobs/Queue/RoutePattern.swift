/// A folded route in which `*` matches any run of characters, also an empty one.
struct RoutePattern {
    /// The texts between the stars; one part is a text without a star.
    private let parts: [[UInt8]]

    init(_ text: String) {
        parts = SearchText.fold(text).utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            .map(Array.init)
    }

    /// The patterns of which one must match: `x` stands for `x` and `x@any-version`.
    static func alternatives(of text: String) -> [RoutePattern] {
        text.contains("*") || text.contains("@")
            ? [RoutePattern(text)] : [RoutePattern(text), RoutePattern(text + "@*")]
    }

    /// The texts between the stars, folded.
    var texts: [String] { parts.map { String(decoding: $0, as: UTF8.self) } }

    /// In the language of SQLite's `GLOB`, with its other special characters quoted.
    var glob: String {
        parts.map { part in
            String(decoding: part, as: UTF8.self)
                .replacing("[", with: "[[]").replacing("?", with: "[?]")
        }.joined(separator: "*")
    }

    /// - Parameter route: folded.
    func matches(_ route: String) -> Bool {
        var rest = Array(route.utf8)[...]
        guard parts.count > 1, let first = parts.first, let last = parts.last else {
            return rest.elementsEqual(parts[0])
        }
        guard rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
