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

    package init(source: Source, rows: Int, columns: Int) {
        self.source = source
        self.rows = rows
        self.columns = columns
    }
}
