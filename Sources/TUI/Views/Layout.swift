/// Where each pane stands, for any size of the screen.
package struct Layout: Sendable, Equatable {
    package enum Shape: Sendable, Equatable {
        case tooSmall
        /// One pane; Tab shows the next.
        case single
        /// The picker above the queue.
        case split
    }

    /// Smaller than this shows only a sentence: with less there is no line for a job, or no room for its state.
    package static let smallest = Size(rows: 6, columns: 24)

    package let shape: Shape
    package let header: Rect
    package let footer: Rect
    /// Between header and footer.
    package let body: Rect
    package private(set) var files: Rect?
    package private(set) var preview: Rect?
    package private(set) var topFive: Rect?
    package private(set) var queue: Rect?
    /// The event log, on its own screen.
    package private(set) var log: Rect?

    package init(size: Size, focus: Pane, screen: Screen = .main) {
        header = Rect(row: 0, column: 0, rows: min(1, size.rows), columns: size.columns)
        footer = Rect(row: max(0, size.rows - 1), column: 0, rows: min(1, size.rows), columns: size.columns)
        body = Rect(row: 1, column: 0, rows: size.rows - 2, columns: size.columns)
        if size.rows < Self.smallest.rows || size.columns < Self.smallest.columns {
            shape = .tooSmall
        } else if size.rows < 16 || size.columns < 52 {
            shape = .single
            place(screen) { layout in
                switch focus {
                case .files: layout.files = layout.body
                case .preview: layout.preview = layout.body
                case .topFive: layout.topFive = layout.body
                case .queue: layout.queue = layout.body
                }
            }
        } else {
            shape = .split
            place(screen) { $0.split() }
        }
    }

    private mutating func place(_ screen: Screen, main: (inout Self) -> Void) {
        switch screen {
        case .main: main(&self)
        case .stats: break
        case .log: log = body
        }
    }

    /// Half of the height for the pictures, a little less on tall screens: the queue is what grows.
    private mutating func split() {
        let upper = min(max(8, body.rows * 9 / 20), 22)
        let width = body.columns
        queue = Rect(row: body.row + upper, column: 0, rows: body.rows - upper, columns: width)
        func pane(_ column: Int, _ columns: Int) -> Rect {
            Rect(row: body.row, column: column, rows: upper, columns: columns)
        }
        if width < 72 {
            let left = width * 11 / 20
            files = pane(0, left)
            topFive = pane(left, width - left)
            return
        }
        let left = min(max(28, width * 31 / 100), 56)
        let right = min(max(28, width * 32 / 100), 52)
        files = pane(0, left)
        preview = pane(left, width - left - right)
        topFive = pane(width - right, right)
    }

    /// Lines of the picker that show entries.
    package var filesRows: Int { max(0, (files?.rows ?? 0) - 2) }

    /// Lines of the queue that show jobs: without the border and the headings.
    package var queueRows: Int { max(0, (queue?.rows ?? 0) - 3) }

    /// Lines of the log that show events: without the border and the headings.
    package var logRows: Int { max(0, (log?.rows ?? 0) - 3) }

    /// Where the preview's picture stands: the last line is for the facts.
    package var picture: Rect? {
        guard let inner = preview?.inset() else { return nil }
        return Rect(row: inner.row, column: inner.column, rows: inner.rows - 1, columns: inner.columns)
    }

    /// The left part of the details for the picture; nil where there is no room for one.
    package var detailPicture: Rect? {
        let inner = body.inset()
        guard inner.columns >= 70, inner.rows >= 12 else { return nil }
        return Rect(row: inner.row, column: inner.column + 1, rows: inner.rows, columns: inner.columns * 2 / 5)
    }

    /// The contact sheet's pictures.
    package var sheet: Rect {
        let inner = body.inset()
        return Rect(row: inner.row, column: inner.column + 1, rows: inner.rows, columns: inner.columns - 2)
    }

    /// The rest of the details.
    package var detailText: Rect {
        let inner = body.inset()
        let left = detailPicture.map { $0.columns + 3 } ?? 1
        return Rect(row: inner.row, column: inner.column + left, rows: inner.rows, columns: inner.columns - left - 1)
    }

    /// The picture of the file overlay, with a line below for the facts.
    package var filePicture: Rect {
        let inner = body.inset()
        return Rect(row: inner.row, column: inner.column, rows: inner.rows - 2, columns: inner.columns)
    }
}
