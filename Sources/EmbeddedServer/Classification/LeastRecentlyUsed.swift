/// A dictionary of limited size: what was not asked for the longest makes room. Every operation takes constant time.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Node {
        var key: Key
        var value: Value
        /// Places in `nodes`; nil at the ends.
        var newer: Int?
        var older: Int?
    }

    let capacity: Int
    private var nodes: [Node] = []
    private var places: [Key: Int] = [:]
    private var newest: Int?
    private var oldest: Int?

    /// - Parameter capacity: entries, at least 1.
    init(capacity: Int) { self.capacity = capacity }

    var count: Int { nodes.count }

    /// The value, which becomes the most recently used one.
    mutating func value(for key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        makeNewest(place)
        return nodes[place].value
    }

    /// Adds or replaces a value, which becomes the most recently used one.
    mutating func set(_ value: Value, for key: Key) {
        if let place = places[key] {
            nodes[place].value = value
            makeNewest(place)
        } else if count < capacity {
            places[key] = count
            nodes.append(Node(key: key, value: value))
            link(count - 1)
        } else if let place = oldest {
            places[nodes[place].key] = nil
            places[key] = place
            unlink(place)
            nodes[place] = Node(key: key, value: value)
            link(place)
        }
    }

    private mutating func makeNewest(_ place: Int) {
        guard place != newest else { return }
        unlink(place)
        link(place)
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (nodes[place].newer, nodes[place].older)
        if let newer { nodes[newer].older = older } else { newest = older }
        if let older { nodes[older].newer = newer } else { oldest = newer }
    }

    private mutating func link(_ place: Int) {
        nodes[place].newer = nil
        nodes[place].older = newest
        if let newest { nodes[newest].newer = place } else { oldest = place }
        newest = place
    }
}
