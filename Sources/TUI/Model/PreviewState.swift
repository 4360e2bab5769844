/// The picture on the screen, or the one that is being made.
package struct PreviewState: Sendable, Equatable {
    package var request: PreviewRequest?
    package var picture: CellImage?
    package var problem: String?

    package init() {}

    package var isLoading: Bool { request != nil && picture == nil && problem == nil }
}

/// Which picture, and how large.
package struct PreviewRequest: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        case file(FileVersion)
        case job(id: String)
    }

    package var source: Source
    /// Cells to fit into.
    package var rows: Int
    package var columns: Int
    package var look: PictureLook

    package init(source: Source, rows: Int, columns: Int, look: PictureLook = PictureLook()) {
        self.source = source
        self.rows = rows
        self.columns = columns
        self.look = look
    }

    /// Whether the two differ in detail at most: what has been sent over a slow link is not sent again in another size.
    func isSamePicture(as other: PreviewRequest?) -> Bool {
        guard var other else { return false }
        other.look.detail = look.detail
        return self == other
    }

    /// Pixels by side that the picture has at most.
    package var pixels: PixelExtent { look.pixels(rows: rows, columns: columns) }
}
