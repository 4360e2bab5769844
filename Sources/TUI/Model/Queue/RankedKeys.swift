/// Keys in ascending order that know their ranks: a treap (Seidel and Aragon, 1996). Every step is O(log n).
struct RankedKeys: Sendable {
    private struct Node: Sendable {
        var key: ListKey
        /// Heap order; chance keeps the tree flat.
        var weight: UInt32
        var left: Int32 = none
        var right: Int32 = none
        /// Keys below this node, itself included.
        var count: Int32 = 1
    }

    private static let none: Int32 = -1

    private var nodes: [Node] = []
    private var free: [Int32] = []
    private var root = none
    private var chance: UInt64 = 0x9E37_79B9_7F4A_7C15

    var count: Int { size(root) }

    /// The key with `rank` keys below it.
    subscript(rank: Int) -> ListKey? {
        guard rank >= 0, rank < count else { return nil }
        var (node, rank) = (root, rank)
        while true {
            let below = size(nodes[Int(node)].left)
            if rank == below { return nodes[Int(node)].key }
            if rank < below {
                node = nodes[Int(node)].left
            } else {
                rank -= below + 1
                node = nodes[Int(node)].right
            }
        }
    }

    /// How many keys are lower, and whether the key itself is there.
    func rank(of key: ListKey) -> (rank: Int, isPresent: Bool) {
        var (node, rank) = (root, 0)
        while node != Self.none {
            let there = nodes[Int(node)].key
            if key == there { return (rank + size(nodes[Int(node)].left), true) }
            if key < there {
                node = nodes[Int(node)].left
            } else {
                rank += size(nodes[Int(node)].left) + 1
                node = nodes[Int(node)].right
            }
        }
        return (rank, false)
    }

    /// The first rank of a range whose key holds, from below or from above. O(log n) for each that is looked at, less for
    /// many.
    func first(in range: Range<Int>, ascending: Bool, where holds: (ListKey) -> Bool) -> Int? {
        first(below: root, from: 0, range, ascending, holds)
    }

    /// - Parameter start: the lowest rank of the subtree.
    private func first(
        below node: Int32, from start: Int, _ range: Range<Int>, _ ascending: Bool, _ holds: (ListKey) -> Bool
    ) -> Int? {
        guard node != Self.none, start < range.upperBound, start + size(node) > range.lowerBound else { return nil }
        let (left, right) = (nodes[Int(node)].left, nodes[Int(node)].right)
        let rank = start + size(left)
        func own() -> Int? { range.contains(rank) && holds(nodes[Int(node)].key) ? rank : nil }
        if ascending {
            return first(below: left, from: start, range, ascending, holds) ?? own()
                ?? first(below: right, from: rank + 1, range, ascending, holds)
        }
        return first(below: right, from: rank + 1, range, ascending, holds) ?? own()
            ?? first(below: left, from: start, range, ascending, holds)
    }

    /// - Returns: false when it was there.
    @discardableResult
    mutating func insert(_ key: ListKey) -> Bool {
        guard !rank(of: key).isPresent else { return false }
        let added = make(key)
        let (lower, higher) = split(root, at: key)
        root = join(join(lower, added), higher)
        return true
    }

    /// - Returns: false when it was not there.
    @discardableResult
    mutating func remove(_ key: ListKey) -> Bool {
        guard rank(of: key).isPresent else { return false }
        root = removing(key, from: root)
        return true
    }

    private func size(_ node: Int32) -> Int { node == Self.none ? 0 : Int(nodes[Int(node)].count) }

    private mutating func make(_ key: ListKey) -> Int32 {
        // xorshift64*: repeatable, so that a test is.
        chance ^= chance >> 12
        chance ^= chance << 25
        chance ^= chance >> 27
        let node = Node(key: key, weight: UInt32(truncatingIfNeeded: (chance &* 2_685_821_657_736_338_717) >> 32))
        if let place = free.popLast() {
            nodes[Int(place)] = node
            return place
        }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    private mutating func recount(_ node: Int32) {
        let index = Int(node)
        nodes[index].count = Int32(size(nodes[index].left) + size(nodes[index].right) + 1)
    }

    /// The keys below `key`, and the others.
    private mutating func split(_ node: Int32, at key: ListKey) -> (Int32, Int32) {
        guard node != Self.none else { return (Self.none, Self.none) }
        let index = Int(node)
        if nodes[index].key < key {
            let (lower, higher) = split(nodes[index].right, at: key)
            nodes[index].right = lower
            recount(node)
            return (node, higher)
        }
        let (lower, higher) = split(nodes[index].left, at: key)
        nodes[index].left = higher
        recount(node)
        return (lower, node)
    }

    /// All of `lower` stand before all of `higher`.
    private mutating func join(_ lower: Int32, _ higher: Int32) -> Int32 {
        guard lower != Self.none else { return higher }
        guard higher != Self.none else { return lower }
        if nodes[Int(lower)].weight > nodes[Int(higher)].weight {
            let joined = join(nodes[Int(lower)].right, higher)
            nodes[Int(lower)].right = joined
            recount(lower)
            return lower
        }
        let joined = join(lower, nodes[Int(higher)].left)
        nodes[Int(higher)].left = joined
        recount(higher)
        return higher
    }

    private mutating func removing(_ key: ListKey, from node: Int32) -> Int32 {
        let index = Int(node)
        if nodes[index].key == key {
            free.append(node)
            return join(nodes[index].left, nodes[index].right)
        }
        if key < nodes[index].key {
            let rest = removing(key, from: nodes[index].left)
            nodes[index].left = rest
        } else {
            let rest = removing(key, from: nodes[index].right)
            nodes[index].right = rest
        }
        nodes[index].count -= 1
        return node
    }
}
