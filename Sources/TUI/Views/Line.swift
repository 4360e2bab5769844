/// One line of text in several styles.
struct Line: Sendable, Equatable {
    struct Span: Sendable, Equatable {
        var text: String
        var style: Style
    }

    var spans: [Span]

    init(_ spans: [Span] = []) {
        self.spans = spans
    }

    init(_ text: String, _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text: text, style: style)]
    }

    static let empty = Line()

    /// Cells, after sanitising.
    var width: Int {
        spans.reduce(0) { $0 + DisplayWidth.of(ShownText.sanitise($1.text)) }
    }

    static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
    static func += (left: inout Line, right: Line) { left.spans += right.spans }

    /// With blanks to fill `width` cells; longer lines are left as they are.
    func padded(to width: Int) -> Line {
        let missing = width - self.width
        return missing > 0 ? self + Line(String(repeating: " ", count: missing)) : self
    }
}

extension Frame {
    /// - Returns: the cells used.
    @discardableResult
    mutating func put(_ line: Line, row: Int, column: Int, width: Int) -> Int {
        var used = 0
        for span in line.spans where used < width {
            used += put(span.text, row: row, column: column + used, width: width - used, style: span.style)
        }
        return used
    }

    /// So that the line's last cell is the last one of `width`.
    mutating func putRight(_ line: Line, row: Int, column: Int, width: Int) {
        let needed = min(line.width, width)
        put(line, row: row, column: column + width - needed, width: needed)
    }

    mutating func putCentred(_ line: Line, row: Int, column: Int, width: Int) {
        let needed = min(line.width, width)
        put(line, row: row, column: column + (width - needed) / 2, width: needed)
    }

    /// Copies a picture in; what lies outside of `rect` is left out.
    package mutating func put(_ picture: CellImage, in rect: Rect, centred: Bool = true) {
        let rows = min(picture.size.rows, rect.rows)
        let columns = min(picture.size.columns, rect.columns)
        guard picture.cells.count >= picture.size.rows * picture.size.columns else { return }
        let top = rect.row + (centred ? (rect.rows - rows) / 2 : 0)
        let left = rect.column + (centred ? (rect.columns - columns) / 2 : 0)
        if let pixels = picture.pixels, pixels.size == picture.size, top >= 0, left >= 0,
            picture.size.rows == rows, picture.size.columns == columns, top + rows <= size.rows,
            left + columns <= size.columns
        {
            place(picture, PlacedPicture(picture: pixels, row: top, column: left))
            return
        }
        for row in 0..<max(0, rows) where (0..<size.rows).contains(top + row) {
            for column in 0..<max(0, columns) where (0..<size.columns).contains(left + column) {
                self[top + row, left + column] = picture.cells[row * picture.size.columns + column]
            }
        }
    }
}

/// Breaks text at blanks.
enum Wrapping {
    /// Lines of at most `width` cells; a word that is longer is cut.
    static func lines(_ text: String, width: Int) -> [String] {
        guard width > 0 else { return [] }
        var lines: [String] = []
        var current = ""
        for word in ShownText.sanitise(text).split(separator: " ", omittingEmptySubsequences: true) {
            var word = String(word)
            let candidate = current.isEmpty ? word : "\(current) \(word)"
            if DisplayWidth.of(candidate) <= width {
                current = candidate
                continue
            }
            if !current.isEmpty { lines.append(current) }
            while DisplayWidth.of(word) > width {
                let head = ShownText.truncate(word, to: width, ellipsis: "")
                guard !head.isEmpty else { break }
                lines.append(head)
                word = String(word.unicodeScalars.dropFirst(head.unicodeScalars.count))
            }
            current = word
        }
        if !current.isEmpty { lines.append(current) }
        return lines
    }
}
