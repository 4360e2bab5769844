/// A picture in cells, ready to be copied into a frame.
package struct CellImage: Sendable, Equatable {
    package var size: Size
    /// Row by row, `size.rows * size.columns` of them.
    package var cells: [Cell]

    package init(size: Size, cells: [Cell]) {
        self.size = size
        self.cells = cells
    }
}
