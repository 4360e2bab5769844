/// Turns pixels into the cells of a terminal.
package protocol CellRenderer: Sendable {
    /// The picture with its proportions kept, in at most `fit` cells.
    /// - Parameter unicode: false allows ASCII glyphs only.
    func cells(
        for image: PreviewImage, fit: Size, colors: TerminalCapabilities.ColorDepth, unicode: Bool
    ) async -> CellImage
}
