import Glibc
import Testing

@testable import TUI

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("ﬁ", 1), ("Ｆ", 2), ("한", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("👍", 2), ("─│█▏", 4), ("\u{1B}", 0), ("का", 2), ("…", 1),
        ] as [(String, Int)])
    func countsCells(text: String, cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
        #expect(text.reduce(0) { $0 + DisplayWidth.of($1) } == cells)
    }

    /// Otherwise ncurses, which asks glibc, would count other columns than the views do.
    @Test func agreesWithTheCLibraryOnWhatIsShown() throws {
        let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        var compared = 0
        var differing = 0
        for value in UInt32(0x20)..<0x2_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let width = CursesScreen.cellsInC(value)
            // -1 is what this glibc's Unicode version does not know yet; the driver shows U+FFFD for it.
            guard width >= 0, ShownText.sanitise("x\(Character(scalar))").unicodeScalars.last == scalar else {
                continue
            }
            compared += 1
            guard DisplayWidth.of(scalar) != width else { continue }
            // Beyond the basic plane Unicode versions differ in a letter or two.
            if value > 0xFFFF {
                differing += 1
            } else {
                Issue.record("U+\(String(value, radix: 16)): glibc says \(width) cells")
            }
        }
        #expect(compared > 60_000)
        #expect(differing < 5)
    }
}
