/// For locales that are not UTF-8: every sign gets an ASCII stand-in.
enum ASCIIScreen {
    static func reduce(_ frame: inout Frame) {
        for row in 0..<frame.size.rows {
            for column in 0..<frame.size.columns {
                let glyph = frame[row, column].glyph
                frame[row, column].glyph = glyph.isEmpty ? " " : ASCIIGlyphs.replacement(for: glyph)
            }
        }
    }
}
