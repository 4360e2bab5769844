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
