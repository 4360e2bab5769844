package struct Position: Sendable, Equatable {
    /// From 0, downwards and to the right, in cells.
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
