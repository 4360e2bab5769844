/// One place on the screen. A wide glyph stands in its left cell; the cell to its right is a `continuation`.
package struct Cell: Sendable, Equatable {
    /// One grapheme that the terminal can show: no control character, at most one spacing scalar and four combining
    /// ones. Empty in a continuation.
    package var glyph: String
    package var style: Style

    package init(glyph: String = " ", style: Style = .plain) {
        self.glyph = glyph
        self.style = style
    }

    package static let blank = Cell()
    package static let continuation = Cell(glyph: "")
}
