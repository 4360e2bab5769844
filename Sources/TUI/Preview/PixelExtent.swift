/// Width and height in pixels: of a cell, or of the largest picture that a terminal takes.
package struct PixelExtent: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// A cell of an ordinary font, where the terminal does not tell its own.
    package static let usualCell = PixelExtent(width: 8, height: 16)
    /// Smaller than the cells of nearly all fonts: a picture made for it never reaches beyond its place.
    package static let smallCell = PixelExtent(width: 6, height: 12)
}
