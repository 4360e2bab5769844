/// What a picture is made for: the same image looks different in another terminal and over another link.
package struct PictureLook: Sendable, Hashable {
    package var colors: TerminalCapabilities.ColorDepth
    /// false allows ASCII glyphs only.
    package var unicode: Bool
    /// nil: cells only.
    package var graphics: GraphicsProtocol?
    package var cell: PixelExtent
    /// The largest picture that the terminal takes, where it has told.
    package var limit: PixelExtent?
    package var detail: PictureDetail

    package init(
        colors: TerminalCapabilities.ColorDepth = .trueColor, unicode: Bool = true, graphics: GraphicsProtocol? = nil,
        cell: PixelExtent = .usualCell, limit: PixelExtent? = nil, detail: PictureDetail = .full
    ) {
        self.colors = colors
        self.unicode = unicode
        self.graphics = graphics
        self.cell = cell
        self.limit = limit
        self.detail = detail
    }

    /// Pixels to decode into for an area of cells: what the terminal shows, less where the link is slow.
    package func pixels(rows: Int, columns: Int) -> PixelExtent {
        guard graphics != nil else {
            // Renderers make use of 8 x 8 pixels of each half of a cell.
            return PixelExtent(width: columns * 8, height: rows * 16)
        }
        let divisor = scalesInTerminal ? detail.divisor : 1
        return PixelExtent(
            width: max(1, columns * cell.width / divisor), height: max(1, rows * cell.height / divisor))
    }

    /// Cells to fit into: fewer where the link is slow and the terminal can't enlarge a small picture.
    package func fit(rows: Int, columns: Int) -> Size {
        guard !scalesInTerminal, detail != .full else { return Size(rows: rows, columns: columns) }
        return Size(
            rows: max(min(rows, 4), rows / detail.divisor), columns: max(min(columns, 8), columns / detail.divisor))
    }

    /// Colours of the cells: fewer over the slowest links.
    var shownColors: TerminalCapabilities.ColorDepth { detail == .quarter ? min(colors, .indexed256) : colors }

    private var scalesInTerminal: Bool { graphics == .kitty || graphics == .iterm2 }
}

/// How much of a picture is sent, by the side: the slower the link, the less.
package enum PictureDetail: Int, Sendable, Hashable, CaseIterable {
    case full, half, quarter

    /// The sides are divided by it.
    package var divisor: Int {
        switch self {
        case .full: 1
        case .half: 2
        case .quarter: 4
        }
    }
}

extension TerminalCapabilities {
    /// Seconds that the pictures of a screen may take to be sent.
    private static let patience = 0.5

    /// What a picture of this size is made for now.
    /// - Parameter pictures: as many are shown together.
    package func look(rows: Int, columns: Int, pictures: Int = 1) -> PictureLook {
        var look = PictureLook(
            colors: colors, unicode: unicode && !asciiPictures, graphics: graphics, cell: cellPixels ?? .usualCell,
            limit: pictureLimit)
        guard let bytesPerSecond else { return look }
        let budget = Double(bytesPerSecond) * Self.patience / Double(max(1, pictures))
        let full = bytes(rows: rows, columns: columns)
        look.detail =
            PictureDetail.allCases.first { full / Double($0.divisor * $0.divisor) <= budget } ?? .quarter
        return look
    }

    /// About as many as a picture in full detail takes on its way.
    private func bytes(rows: Int, columns: Int) -> Double {
        let cell = cellPixels ?? .usualCell
        let pixels = Double(rows * columns * cell.width * cell.height)
        return switch graphics {
        case .kitty: pixels * 4
        case .iterm2: pixels * 16 / 3
        case .sixel: pixels
        case nil: Double(rows * columns) * (colors == .trueColor ? 40 : colors == .none ? 3 : 20)
        }
    }
}
