/// What can really be shown of a cell of a frame: halves of wide glyphs and glyphs that the C library counts otherwise
/// are replaced.
struct CellFit {
    var frame: Frame
    var row: Int
    var column: Int
    /// Of the screen, which may be narrower than the frame.
    var lastColumn: Int

    enum Shown: Equatable {
        case glyph(String)
        /// Belongs to the glyph to its left.
        case rightHalf
    }

    /// - Parameter cellsInC: `wcwidth`, by which ncurses counts.
    func shown(unicode: Bool, cellsInC: (UInt32) -> Int) -> Shown {
        let glyph = frame[row, column].glyph
        if glyph.utf8.count == 1, let byte = glyph.utf8.first, byte >= 0x20, byte < 0x7F { return .glyph(glyph) }
        guard let first = glyph.unicodeScalars.first else {
            return isRightHalf(unicode, cellsInC) ? .rightHalf : .glyph(" ")
        }
        guard unicode else { return .glyph(ASCIIGlyphs.replacement(for: glyph)) }
        let width = DisplayWidth.of(first)
        guard width > 0, width == cellsInC(first.value) else { return .glyph("\u{FFFD}") }
        if width == 2, column >= lastColumn || !frame[row, column + 1].glyph.isEmpty { return .glyph(" ") }
        return .glyph(glyph)
    }

    private func isRightHalf(_ unicode: Bool, _ cellsInC: (UInt32) -> Int) -> Bool {
        guard unicode, column > 0, let left = frame[row, column - 1].glyph.unicodeScalars.first else { return false }
        return DisplayWidth.of(left) == 2 && cellsInC(left.value) == 2
    }
}
