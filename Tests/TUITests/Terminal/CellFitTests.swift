import Testing

@testable import TUI

@Suite struct CellFitTests {
    private func shown(_ glyphs: [String], column: Int, unicode: Bool = true, cells: Int? = nil) -> CellFit.Shown {
        var frame = Frame(size: Size(rows: 1, columns: glyphs.count))
        for (index, glyph) in glyphs.enumerated() { frame[0, index] = Cell(glyph: glyph) }
        let fit = CellFit(frame: frame, row: 0, column: column, lastColumn: glyphs.count - 1)
        return fit.shown(unicode: unicode) { scalar in
            cells ?? Unicode.Scalar(scalar).map { DisplayWidth.of($0) } ?? -1
        }
    }

    @Test func wholeGlyphsPass() {
        #expect(shown(["a", "日", ""], column: 0) == .glyph("a"))
        #expect(shown(["a", "日", ""], column: 1) == .glyph("日"))
        #expect(shown(["a", "日", ""], column: 2) == .rightHalf)
        #expect(shown(["e\u{301}"], column: 0) == .glyph("e\u{301}"))
    }

    @Test func tornWideGlyphsBecomeBlanks() {
        #expect(shown(["a", "日"], column: 1) == .glyph(" "))
        #expect(shown(["日", "b"], column: 0) == .glyph(" "))
        #expect(shown(["a", ""], column: 1) == .glyph(" "))
        #expect(shown([""], column: 0) == .glyph(" "))
    }

    @Test func whatTheCLibraryCountsOtherwiseIsReplaced() {
        #expect(shown(["日", ""], column: 0, cells: 1) == .glyph("\u{FFFD}"))
        #expect(shown(["日", ""], column: 1, cells: 1) == .glyph(" "))
        #expect(shown(["é"], column: 0, cells: -1) == .glyph("\u{FFFD}"))
        #expect(shown(["\u{1B}"], column: 0) == .glyph("\u{FFFD}"))
    }

    @Test(
        arguments: [
            ("│", "|"), ("┌", "+"), ("─", "-"), ("█", "#"), ("▏", "|"), ("▁", "_"), ("●", "*"), ("✓", "+"), ("✗", "x"),
            ("▶", ">"), ("…", "."), ("▸", ">"), ("·", "."), ("é", "?"), ("e\u{301}", "e"), ("x", "x"), ("⠿", "#"),
        ])
    func withoutUTF8OnlyASCIIIsShown(glyph: String, ascii: String) {
        #expect(shown([glyph], column: 0, unicode: false) == .glyph(ascii))
    }
}
