/// Filters that were used and those that have a name; kept in the state folder from one start to the next.
package struct FilterBook: Sendable, Equatable, Codable {
    package struct Saved: Sendable, Equatable, Codable {
        package var name: String
        package var filter: String

        package init(name: String, filter: String) {
            self.name = name
            self.filter = filter
        }
    }

    private static let longestHistory = 50
    /// Saved filters that are kept, names that are shown.
    private static let mostSaved = 100

    /// By name.
    package private(set) var saved: [Saved] = []
    /// The latest last.
    package private(set) var history: [String] = []

    package init() {}

    package mutating func note(_ filter: String) {
        guard !filter.isEmpty else { return }
        history.removeAll { $0 == filter }
        history.append(filter)
        history = Array(history.suffix(Self.longestHistory))
    }

    /// - Returns: false when there are too many.
    package mutating func save(_ filter: String, as name: String) -> Bool {
        var others = saved.filter { $0.name != name }
        guard others.count < Self.mostSaved else { return false }
        others.append(Saved(name: name, filter: filter))
        saved = others.sorted { $0.name < $1.name }
        return true
    }

    package mutating func remove(_ name: String) { saved.removeAll { $0.name == name } }

    package func name(of filter: String) -> String? { saved.first { $0.filter == filter }?.name }
}
