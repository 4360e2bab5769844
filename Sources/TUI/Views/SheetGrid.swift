/// How an area is shared among small pictures, each with two lines of words below.
package struct SheetGrid: Sendable, Equatable {
    /// Lines below a picture.
    static let wordRows = 2
    private static let gap = 2

    let area: Rect
    package let columns: Int
    package let rows: Int
    /// Cells of a picture.
    package let picture: Size

    package init(area: Rect) {
        self.area = area
        let wanted = area.columns >= 100 ? 22 : 17
        columns = max(1, (area.columns + Self.gap) / (wanted + Self.gap))
        let width = max(1, (area.columns - (columns - 1) * Self.gap) / columns)
        // Most photographs are wider than high, and a cell is twice as high as wide.
        let height = max(3, width * 3 / 8) + Self.wordRows
        rows = max(1, area.rows / height)
        picture = Size(rows: max(0, area.rows / rows - Self.wordRows), columns: width)
    }

    package var perScreen: Int { rows * columns }

    /// The cells of the tile at a place on the screen, 0 being the upper left one.
    func tile(_ place: Int) -> Rect {
        let row = area.row + place / columns * (picture.rows + Self.wordRows)
        let column = area.column + place % columns * (picture.columns + Self.gap)
        return Rect(row: row, column: column, rows: picture.rows + Self.wordRows, columns: picture.columns)
    }

    /// Rows that so many tiles fill.
    package func rowCount(of count: Int) -> Int { (count + columns - 1) / columns }
}
