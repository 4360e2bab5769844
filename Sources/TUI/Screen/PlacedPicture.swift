/// A picture in pixels and where it stands on the screen.
package struct PlacedPicture: Sendable, Equatable {
    package var picture: PixelPicture
    /// Of its upper left cell.
    package var row: Int
    package var column: Int

    package var rows: Range<Int> { row..<row + picture.size.rows }
    package var columns: Range<Int> { column..<column + picture.size.columns }

    package init(picture: PixelPicture, row: Int, column: Int) {
        self.picture = picture
        self.row = row
        self.column = column
    }
}

extension Cell {
    /// Stands in a frame that is being drawn where a picture in pixels will be.
    static let underPicture = Cell(style: Style(attributes: .underPicture))
}

extension Style.Attributes {
    /// Never leaves a frame: whatever is drawn over the cell takes the mark away.
    static let underPicture = Style.Attributes(rawValue: 128)
}
