import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct ResultCacheTests {
    private func key(_ image: String = "i", model: String = "m@1", sum: String = "s") -> ResultCache.Key {
        ResultCache.Key(image: image, model: model, modelSHA256: sum)
    }

    private func lines(_ count: Int) -> [ResultCache.Line] {
        (0..<count).map { ResultCache.Line(index: UInt32($0), score: 1 / Double($0 + 2)) }
    }

    @Test func whatWasKeptIsFoundInPart() {
        let cache = ResultCache(capacity: 2)
        #expect(cache.find(key(), topK: 1) == nil)
        cache.keep(lines(5), topK: 5, for: key())
        #expect(cache.find(key(), topK: 5) == lines(5))
        #expect(cache.find(key(), topK: 2) == lines(2))
        #expect(cache.find(key(), topK: 6) == nil)
        #expect(cache.counts == ResultCacheCounts(capacity: 2, entries: 1, hits: 2, misses: 2))
    }

    @Test func allClassesOfASmallModelAnswerEveryTopK() {
        let cache = ResultCache(capacity: 1)
        cache.keep(lines(3), topK: 5, for: key())
        #expect(cache.find(key(), topK: 1000) == lines(3))
        #expect(cache.find(key(), topK: 3) == lines(3))
    }

    @Test func aShorterResultDoesNotReplaceALongerOne() {
        let cache = ResultCache(capacity: 1)
        cache.keep(lines(5), topK: 5, for: key())
        cache.keep(lines(2), topK: 2, for: key())
        #expect(cache.find(key(), topK: 5) == lines(5))
        cache.keep(lines(7), topK: 7, for: key())
        #expect(cache.find(key(), topK: 7) == lines(7))
        cache.keep(lines(7), topK: 8, for: key())
        #expect(cache.find(key(), topK: 9) == lines(7))
        cache.keep(lines(2), topK: 2, for: key())
        #expect(cache.find(key(), topK: 9) == lines(7))
    }

    @Test func imageModelAndModelFileAllCount() {
        let cache = ResultCache(capacity: 10)
        cache.keep(lines(1), topK: 1, for: key())
        #expect(cache.find(key("other"), topK: 1) == nil)
        #expect(cache.find(key(model: "m@2"), topK: 1) == nil)
        #expect(cache.find(key(sum: "t"), topK: 1) == nil)
        #expect(cache.find(key(), topK: 1) != nil)
    }

    @Test func theLeastRecentlyUsedMakesRoom() {
        let cache = ResultCache(capacity: 3)
        for image in ["a", "b", "c"] { cache.keep(lines(1), topK: 1, for: key(image)) }
        #expect(cache.find(key("a"), topK: 1) != nil)
        cache.keep(lines(1), topK: 1, for: key("d"))
        #expect(cache.counts.entries == 3)
        #expect(cache.find(key("b"), topK: 1) == nil)
        for image in ["a", "c", "d"] { #expect(cache.find(key(image), topK: 1) != nil, "\(image)") }
    }

    /// Against a plain list that is searched from the end.
    @Test(arguments: [1, 2, 7]) func recencyIsRightHoweverItIsUsed(capacity: Int) {
        var random = SystemRandomNumberGenerator()
        var used = LeastRecentlyUsed<Int, Int>(capacity: capacity)
        var plain: [(key: Int, value: Int)] = []
        for step in 0..<5000 {
            let key = Int.random(in: 0..<12, using: &random)
            let known = plain.firstIndex { $0.key == key }.map { plain.remove(at: $0) }
            if step.isMultiple(of: 3) {
                used.set(step, for: key)
                plain.append((key, step))
                if plain.count > capacity { plain.removeFirst() }
            } else {
                #expect(used.value(for: key) == known?.value)
                if let known { plain.append(known) }
            }
            #expect(used.count == plain.count)
        }
    }

    @Test func manyTasksAtOnceKeepTheBound() async {
        let cache = ResultCache(capacity: 8)
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for image in 0..<200 {
                        let key = key("\(image % 20)")
                        if let found = cache.find(key, topK: 3) {
                            #expect(found == lines(3))
                        } else {
                            cache.keep(lines(3 + task % 2), topK: 3 + task % 2, for: key)
                        }
                    }
                }
            }
        }
        let counts = cache.counts
        #expect(counts.entries == 8)
        #expect(counts.hits + counts.misses == 1600)
    }
}
