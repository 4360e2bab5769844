import CChafa

/// Pictures in cells, sixels and iTerm2's sequences by chafa, on a thread of its own.
///
/// Block elements in two colours a cell where the locale is UTF-8, else ASCII; chosen by shape, so a cell shows up to
/// 8x8 pixels.
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

    package func pixels(for image: PreviewImage, fit: Size, look: PictureLook) async -> CellImage? {
        let size = Self.size(of: image, in: fit, cell: look.cell)
        guard let graphics = look.graphics, size.rows > 0, image.rgb.count == image.width * image.height * 3 else {
            return nil
        }
        return await thread.run {
            var shown = Self.render(image, size: size, colors: look.shownColors, unicode: look.unicode)
            shown.pixels = Self.content(of: image, size: size, graphics, look).map {
                PixelPicture(size: size, content: $0)
            }
            return shown
        }
    }

    private static func content(
        of image: PreviewImage, size: Size, _ graphics: GraphicsProtocol, _ look: PictureLook
    ) -> PixelPicture.Content? {
        let source = PixelExtent(width: image.width, height: image.height)
        if graphics == .kitty { return .pixels(source, rgb: image.rgb) }
        let isSixel = graphics == .sixel
        let target = isSixel ? sixelExtent(of: size, look) : source
        guard target.width > 0, target.height > 0 else { return nil }
        var length = 0
        let bytes = cc_print(
            image.rgb, Int32(source.width), Int32(source.height), Int32(target.width), Int32(target.height),
            Int32(size.columns), Int32(size.rows), isSixel ? CC_SIXEL : CC_ITERM2, isSixel && look.detail == .quarter,
            &length)
        guard let bytes else { return nil }
        defer { cc_free(bytes) }
        return .sequence(Array(UnsafeBufferPointer(start: bytes, count: length)))
    }

    /// Whole bands of six lines, so that none reaches into the row of cells below.
    static func sixelExtent(of size: Size, _ look: PictureLook) -> PixelExtent {
        let limit = look.limit ?? PixelExtent(width: 1000, height: 1000)
        return PixelExtent(
            width: min(size.columns * look.cell.width, limit.width),
            height: min(size.rows * look.cell.height, limit.height) / 6 * 6)
    }

    /// The largest size in `fit` with the picture's proportions, at least one cell.
    static func size(of image: PreviewImage, in fit: Size, cell: PixelExtent = .usualCell) -> Size {
        guard image.width > 0, image.height > 0, fit.rows > 0, fit.columns > 0 else { return Size(rows: 0, columns: 0) }
        let aspect = Double(max(1, cell.height)) / Double(max(1, cell.width))
        let scale = min(Double(fit.columns) / Double(image.width), Double(fit.rows) * aspect / Double(image.height))
        let columns = (Double(image.width) * scale).rounded()
        let rows = (Double(image.height) * scale / aspect).rounded()
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
        // Even "@" covers only half of its cell: a picture half as bright uses all characters.
        let pixels = colors == .none && !unicode ? image.rgb.map { $0 / 2 } : image.rgb
        var rendered = [cc_cell](repeating: blank, count: size.rows * size.columns)
        cc_render(
            pixels, Int32(image.width), Int32(image.height), Int32(size.columns), Int32(size.rows), depth,
            !unicode, &rendered)
        return CellImage(size: size, cells: rendered.map { cell(of: $0, colored: colors > .none) })
    }

    private static func cell(of rendered: cc_cell, colored: Bool) -> Cell {
        let scalar = Unicode.Scalar(rendered.character) ?? " "
        let style =
            colored ? Style(foreground: color(rendered.foreground), background: color(rendered.background)) : .plain
        return Cell(glyph: String(scalar), style: style)
    }

    private static func color(_ packed: Int32) -> Color? {
        guard packed >= 0 else { return nil }
        return Color(UInt8(packed >> 16 & 255), UInt8(packed >> 8 & 255), UInt8(packed & 255))
    }
}
