import Testing

@testable import TUI

@Suite("Keys with ranks")
struct RankedKeysTests {
    private func key(_ number: Int) -> ListKey { ListKey(time: Int64(number % 7), id: Fixtures.id(number)) }

    @Test("Random insertions and removals agree with a sorted array")
    func agreesWithAnArray() {
        var chance = Chance(state: 0x5EED)
        var keys = RankedKeys()
        var reference: [ListKey] = []
        for step in 0..<6_000 {
            let next = key(Int.random(in: 0..<1_500, using: &chance))
            let place = reference.firstIndex { !($0 < next) } ?? reference.count
            let isThere = place < reference.count && reference[place] == next
            #expect(keys.rank(of: next) == (place, isThere))
            if Int.random(in: 0..<5, using: &chance) < 3 {
                #expect(keys.insert(next) == !isThere)
                if !isThere { reference.insert(next, at: place) }
            } else {
                #expect(keys.remove(next) == isThere)
                if isThere { reference.remove(at: place) }
            }
            guard step.isMultiple(of: 500) else { continue }
            #expect((0..<keys.count).map { keys[$0] } == reference)
        }
        #expect(keys[-1] == nil && keys[keys.count] == nil)
    }

    @Test("The first key of a range that holds, from either end")
    func searching() {
        var keys = RankedKeys()
        let numbers = Array(0..<200)
        for number in numbers.shuffled() { keys.insert(ListKey(time: Int64(number), id: "")) }
        for range in [0..<200, 50..<51, 20..<180, 10..<10] {
            for divisor in [1, 7, 60, 1_000] {
                let expected = range.filter { $0 % divisor == divisor - 1 }
                func holds(_ key: ListKey) -> Bool { Int(key.time) % divisor == divisor - 1 }
                #expect(keys.first(in: range, ascending: true, where: holds) == expected.first)
                #expect(keys.first(in: range, ascending: false, where: holds) == expected.last)
            }
        }
    }
}
