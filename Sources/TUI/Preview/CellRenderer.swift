/// Turns pixels into what a terminal shows.
package protocol CellRenderer: Sendable {
    /// The picture with its proportions kept, in at most `fit` cells.
    /// - Parameter unicode: false allows ASCII glyphs only.
    func cells(
        for image: PreviewImage, fit: Size, colors: TerminalCapabilities.ColorDepth, unicode: Bool
    ) async -> CellImage
    /// The picture for a terminal with graphics, in cells as well; nil where only cells can be had.
    func pixels(for image: PreviewImage, fit: Size, look: PictureLook) async -> CellImage?
}

extension CellRenderer {
    package func pixels(for image: PreviewImage, fit: Size, look: PictureLook) async -> CellImage? { nil }
}
