import Testing

@testable import TUI

@Suite("Numbers as people read them")
struct ShownTests {
    @Test("Counts, sizes, times, places")
    func numbers() {
        #expect([0, 999, 1204, 1_000_000].map(Shown.count) == ["0", "999", "1,204", "1,000,000"])
        #expect(
            [0, 999, 1000, 51_234, 999_600, 410_000_000].map(Shown.bytes)
                == ["0 B", "999 B", "1.0 kB", "51 kB", "1.0 MB", "410 MB"])
        #expect(
            [0.04, 2.2, 13, 999.6, 61_000, 3_720_000].map(Shown.milliseconds)
                == ["0.0 ms", "2.2 ms", "13 ms", "1.0 s", "1 min 1 s", "1 h 2 min"])
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 101, 111, 1002].map(Shown.ordinal)
                == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "111th", "1,002nd"])
        #expect(Shown.count(.min) == "-9,223,372,036,854,775,808")
        #expect(Shown.milliseconds(.nan) == "—")
        #expect(Shown.id("01JXW5T2QK7M3R9BDE0000007Q") == "01JX…7Q")
    }

    @Test("Bars fill by eighths, and a little more than nothing can be seen")
    func bars() {
        let glyphs = Glyphs.unicode
        #expect(glyphs.bar(0, width: 4) == "")
        #expect(glyphs.bar(0.0001, width: 4) == "▏")
        #expect(glyphs.bar(0.5, width: 4) == "██")
        #expect(glyphs.bar(0.53125, width: 4) == "██▏")
        #expect(glyphs.bar(2, width: 4) == "████")
        #expect(glyphs.bar(.nan, width: 4) == "")
    }

    @Test("Text is broken at blanks, long words are cut, nothing is lost")
    func wrapping() {
        #expect(Wrapping.lines("one two three", width: 7) == ["one two", "three"])
        #expect(Wrapping.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        #expect(Wrapping.lines("写真写真", width: 4) == ["写真", "写真"])
        #expect(Wrapping.lines("写", width: 1).count <= 1)
        #expect(Wrapping.lines("anything", width: 0).isEmpty)
    }
}
