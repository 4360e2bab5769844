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

package struct Position: Sendable, Equatable {
    /// From 0, downwards and to the right, in cells.
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

package struct Size: Sendable, Equatable {
    /// In cells.
    package var rows: Int
    package var columns: Int

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}

package struct Rect: Sendable, Equatable {
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int

    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    package var size: Size { Size(rows: rows, columns: columns) }

    /// Without a border of `margin` cells on each side.
    package func inset(by margin: Int = 1) -> Rect {
        Rect(row: row + margin, column: column + margin, rows: rows - 2 * margin, columns: columns - 2 * margin)
    }
}
