/// A picture in cells, ready to be copied into a frame, and in pixels where the terminal takes them.
package struct CellImage: Sendable, Equatable {
    package var size: Size
    /// Row by row, `size.rows * size.columns` of them; shown where there are no pixels, and where something covers a
    /// part of them.
    package var cells: [Cell]
    /// Of the same size in cells.
    package var pixels: PixelPicture?

    package init(size: Size, cells: [Cell], pixels: PixelPicture? = nil) {
        self.size = size
        self.cells = cells
        self.pixels = pixels
    }

    /// Bytes that it holds in memory.
    package var bytes: Int { cells.count * MemoryLayout<Cell>.stride + (pixels?.bytes ?? 0) }
}
