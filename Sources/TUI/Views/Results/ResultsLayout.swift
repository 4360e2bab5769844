/// Where the parts of a review stand: a large picture, and what was said of it.
package struct ReviewLayout: Sendable, Equatable {
    /// nil where there is no room for one.
    package let picture: Rect?
    package let text: Rect

    init(body: Rect) {
        let inner = body.inset()
        if inner.columns >= 60, inner.rows >= 8 {
            let width = min(max(34, inner.columns * 2 / 5), 56)
            picture = Rect(
                row: inner.row, column: inner.column + 1, rows: inner.rows, columns: inner.columns - width - 3)
            text = Rect(
                row: inner.row, column: inner.column + inner.columns - width - 1, rows: inner.rows, columns: width)
        } else if inner.rows >= 18 {
            picture = Rect(row: inner.row, column: inner.column, rows: inner.rows - 9, columns: inner.columns)
            text = Rect(
                row: inner.row + inner.rows - 9, column: inner.column + 1, rows: 9, columns: inner.columns - 2)
        } else {
            picture = nil
            text = Rect(row: inner.row, column: inner.column + 1, rows: inner.rows, columns: inner.columns - 2)
        }
    }
}

/// Where the parts of a comparison stand: the table, and the picture of its line with what both say.
package struct ComparisonLayout: Sendable, Equatable {
    /// With a line for the headings.
    package let table: Rect
    package let picture: Rect?
    package let results: Rect?

    init(body: Rect) {
        let inner = body.inset()
        if inner.columns >= 98, inner.rows >= 12 {
            let width = min(max(34, inner.columns * 3 / 10), 60)
            let column = inner.column + inner.columns - width
            table = Rect(row: inner.row, column: inner.column, rows: inner.rows, columns: inner.columns - width - 2)
            picture = Rect(row: inner.row, column: column, rows: inner.rows - 5, columns: width - 1)
            results = Rect(row: inner.row + inner.rows - 5, column: column, rows: 5, columns: width - 1)
        } else if inner.columns >= 60, inner.rows >= 16 {
            let height = min(10, inner.rows * 2 / 5)
            let row = inner.row + inner.rows - height
            table = Rect(row: inner.row, column: inner.column, rows: inner.rows - height - 1, columns: inner.columns)
            picture = Rect(row: row, column: inner.column + 1, rows: height, columns: height * 3)
            results = Rect(
                row: row, column: inner.column + height * 3 + 4, rows: height,
                columns: inner.columns - height * 3 - 6)
        } else {
            table = inner
            picture = nil
            results = nil
        }
    }

    package var tableRows: Int { max(0, table.rows - 1) }
}

extension Layout {
    package var review: ReviewLayout { ReviewLayout(body: body) }
    package var comparison: ComparisonLayout { ComparisonLayout(body: body) }
}
