import CChafa

/// Pictures in cells by chafa, on a thread of its own.
///
/// Block elements in two colours a cell where the locale is UTF-8, else ASCII; chosen by shape, so a cell shows up to 8x8 pixels.
package final class ChafaRenderer: CellRenderer {
    private let thread = RenderThread(name: "preview")

    package init() {}

    package func cells(
        for image: PreviewImage, fit: Size, colors: TerminalCapabilities.ColorDepth, unicode: Bool
    ) async -> CellImage {
        let size = Self.size(of: image, in: fit)
        guard size.rows > 0, image.rgb.count == image.width * image.height * 3 else {
            return CellImage(size: Size(rows: 0, columns: 0), cells: [])
        }
        return await thread.run { Self.render(image, size: size, colors: colors, unicode: unicode) }
    }

    /// The largest size in `fit` with the picture's proportions, at least one cell; a cell counts as twice as high as wide.
    static func size(of image: PreviewImage, in fit: Size) -> Size {
        guard image.width > 0, image.height > 0, fit.rows > 0, fit.columns > 0 else { return Size(rows: 0, columns: 0) }
        let scale = min(Double(fit.columns) / Double(image.width), Double(fit.rows) * 2 / Double(image.height))
        let columns = (Double(image.width) * scale).rounded()
        let rows = (Double(image.height) * scale / 2).rounded()
        return Size(rows: min(fit.rows, max(1, Int(rows))), columns: min(fit.columns, max(1, Int(columns))))
    }

    private static func render(
        _ image: PreviewImage, size: Size, colors: TerminalCapabilities.ColorDepth, unicode: Bool
    ) -> CellImage {
        let depth: cc_colors =
            switch colors {
            case .none: CC_MONOCHROME
            case .sixteen: CC_SIXTEEN
            case .indexed256: CC_INDEXED_240
            case .trueColor: CC_TRUE_COLOR
            }
        let blank = cc_cell(character: 0x20, foreground: -1, background: -1)
        var rendered = [cc_cell](repeating: blank, count: size.rows * size.columns)
        cc_render(
            image.rgb, Int32(image.width), Int32(image.height), Int32(size.columns), Int32(size.rows), depth,
            !unicode, &rendered)
        return CellImage(size: size, cells: rendered.map { cell(of: $0, colored: colors > .none) })
    }

    private static func cell(of rendered: cc_cell, colored: Bool) -> Cell {
        let scalar = Unicode.Scalar(rendered.character) ?? " "
        let style = colored ? Style(foreground: color(rendered.foreground), background: color(rendered.background)) : .plain
        return Cell(glyph: String(scalar), style: style)
    }

    private static func color(_ packed: Int32) -> Color? {
        guard packed >= 0 else { return nil }
        return Color(UInt8(packed >> 16 & 255), UInt8(packed >> 8 & 255), UInt8(packed & 255))
    }
}
