import Testing

@testable import TUI

@Suite struct FrameTests {
    @Test func putsTextAndTellsItsCells() {
        var frame = Frame(size: Size(rows: 2, columns: 10))
        #expect(frame.put("queue", row: 0, column: 1, width: 10) == 5)
        #expect(frame.put("日本", row: 1, column: 0, width: 10) == 4)
        #expect(frame.text() == " queue\n日本")
        #expect(frame[1, 1] == Cell(glyph: ""))
    }

    @Test func clipsToWidthAndFrame() {
        var frame = Frame(size: Size(rows: 3, columns: 6))
        #expect(frame.put("abcdef", row: 0, column: 0, width: 3) == 3)
        #expect(frame.put("abcdef", row: 1, column: 4, width: 9) == 2)
        #expect(frame.put("abcdef", row: 2, column: -2, width: 5) == 5)
        #expect(frame.put("x", row: 3, column: 0, width: 1) == 0)
        #expect(frame.put("x", row: -1, column: 0, width: 1) == 0)
        #expect(frame.put("x", row: 0, column: 6, width: 1) == 0)
        #expect(frame.text() == "abc\n    ab\ncde")
    }

    @Test func neverSplitsAWideGlyph() {
        var frame = Frame(size: Size(rows: 2, columns: 5))
        #expect(frame.put("a日本", row: 0, column: 0, width: 4) == 4)
        #expect(frame.text() == "a日\n")
        frame.put("日", row: 1, column: -1, width: 2)
        #expect(frame[1, 0] == .blank)
    }

    @Test func overwritingHalfAWideGlyphBlanksTheOther() {
        var frame = Frame(size: Size(rows: 1, columns: 6))
        frame.put("日本語", row: 0, column: 0, width: 6)
        frame.put("x", row: 0, column: 1, width: 1)
        frame.put("y", row: 0, column: 4, width: 1)
        #expect(frame.text() == " x本y")
        #expect(frame[0, 5] == .blank)
        frame.put("中", row: 0, column: 1, width: 2)
        #expect(frame.text() == " 中 y")
        frame.fill(Rect(row: 0, column: 2, rows: 1, columns: 1), style: .plain, glyph: "─")
        #expect(frame.text() == "  ─ y")
    }

    @Test func fillsAndRestylesWithinTheFrame() {
        var frame = Frame(size: Size(rows: 2, columns: 3))
        let bold = Style(attributes: .bold)
        frame.fill(Rect(row: -1, column: 1, rows: 2, columns: 9), style: bold, glyph: "█")
        frame.restyle(Rect(row: 1, column: 0, rows: 9, columns: 1)) { $0.attributes.insert(.reverse) }
        #expect(frame.text() == " ██\n")
        #expect(frame[0, 2].style == bold)
        #expect(frame[1, 0].style.attributes == .reverse)
        #expect(frame[1, 1].style == .plain)
    }

    @Test func holdsNoControlCharacter() {
        var frame = Frame(size: Size(rows: 1, columns: 12))
        #expect(frame.put("a\u{1B}[2Jb\n", row: 0, column: 0, width: 12) == 7)
        frame.fill(Rect(row: 0, column: 10, rows: 1, columns: 1), style: .plain, glyph: "\u{07}")
        #expect(frame.text() == "a␛[2Jb␊   ␇")
    }

    @Test(arguments: [Size(rows: 0, columns: 0), Size(rows: -1, columns: 5), Size(rows: 1, columns: 1)])
    func smallestSizesDoNotTrap(size: Size) {
        var frame = Frame(size: size)
        frame.put("日x", row: 0, column: 0, width: 3)
        frame.fill(Rect(row: 0, column: 0, rows: 4, columns: 4), style: .plain)
        frame.restyle(Rect(row: 0, column: 0, rows: 4, columns: 4)) { $0 = .plain }
        #expect(frame.text().isEmpty)
    }
}
