/// What one screen looks like: a grid of cells, row by row. Views return it, the terminal shows it, tests read it.
package struct Frame: Sendable, Equatable {
    package let size: Size
    package private(set) var cells: [Cell]
    package internal(set) var targets: [ClickTarget] = []
    /// What is drawn over blank cells by a terminal with graphics.
    package private(set) var pictures: [PlacedPicture] = []
    /// In cells, of those above, for where something is drawn over them.
    private var substitutes: [CellImage] = []

    package init(size: Size) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        cells = Array(repeating: .blank, count: self.size.rows * self.size.columns)
    }

    package subscript(row: Int, column: Int) -> Cell {
        get { cells[row * size.columns + column] }
        set { cells[row * size.columns + column] = newValue }
    }

    /// Writes sanitised text from `column`, clipped to `width` cells and to the frame; a blank stands for the half of a
    /// wide glyph that does not fit.
    /// - Returns: the cells used, those left of the frame counted.
    @discardableResult
    package mutating func put(_ text: String, row: Int, column: Int, width: Int, style: Style = .plain) -> Int {
        guard size.rows > row, row >= 0, width > 0 else { return 0 }
        let end = column + min(width, size.columns - column)
        var place = column
        if ShownText.isPrintableASCII(text) {
            for byte in text.utf8 {
                guard place < end else { break }
                if place >= 0 { set(Cell(glyph: Self.asciiGlyphs[Int(byte)], style: style), row: row, column: place) }
                place += 1
            }
            return max(0, place - column)
        }
        for cluster in ShownText.clusters(of: text) {
            guard place < end else { break }
            if place >= 0, place + cluster.width <= end {
                set(Cell(glyph: cluster.glyph, style: style), row: row, column: place)
                if cluster.width == 2 { setRightHalf(style: style, row: row, column: place + 1) }
            } else {
                for half in max(0, place)..<min(end, max(0, place + cluster.width)) {
                    set(Cell(style: style), row: row, column: half)
                }
            }
            place += cluster.width
        }
        return max(0, min(place, end) - column)
    }

    /// Fills the part of `rect` that lies in the frame.
    /// - Parameter glyph: one cell wide.
    package mutating func fill(_ rect: Rect, style: Style, glyph: String = " ") {
        let shown = ShownText.clusters(of: glyph).first { $0.width == 1 }
        let cell = Cell(glyph: shown?.glyph ?? " ", style: style)
        forEachPlace(in: rect) { frame, row, column in frame.set(cell, row: row, column: column) }
    }

    /// Changes the style of the part of `rect` that lies in the frame.
    package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        forEachPlace(in: rect) { frame, row, column in change(&frame[row, column].style) }
    }

    /// Keeps room for a picture in pixels, which has to lie within the frame.
    mutating func place(_ image: CellImage, _ placed: PlacedPicture) {
        pictures.append(placed)
        substitutes.append(image)
        for row in placed.rows {
            for column in placed.columns { set(.underPicture, row: row, column: column) }
        }
    }

    /// After everything has been drawn: a picture that something else covers in part is shown in cells, so that no
    /// terminal has to cut one.
    package mutating func settlePictures() {
        guard !pictures.isEmpty else { return }
        var kept: [PlacedPicture] = []
        for (placed, image) in zip(pictures, substitutes) {
            let places = placed.rows.flatMap { row in placed.columns.map { (row, $0) } }
            let isWhole = places.allSatisfy { self[$0, $1] == .underPicture }
            for (index, (row, column)) in places.enumerated()
            where self[row, column].style.attributes.contains(.underPicture) {
                self[row, column] = isWhole ? .blank : image.cells[index]
            }
            if isWhole { kept.append(placed) }
        }
        pictures = kept
        substitutes = []
    }

    /// Rows joined with line feeds, trailing blanks cut.
    package func text() -> String {
        (0..<size.rows).map { row in
            var line = ""
            for column in 0..<size.columns { line += self[row, column].glyph }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private mutating func forEachPlace(in rect: Rect, _ body: (inout Frame, Int, Int) -> Void) {
        let rows = max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows))
        let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns))
        for row in rows {
            for column in columns { body(&self, row, column) }
        }
    }

    /// Sets one cell and blanks what is left of a wide glyph that it cuts.
    private mutating func set(_ cell: Cell, row: Int, column: Int) {
        blankNeighbours(row: row, column: column)
        self[row, column] = cell
    }

    private mutating func setRightHalf(style: Style, row: Int, column: Int) {
        if column + 1 < size.columns, self[row, column + 1].glyph.isEmpty { self[row, column + 1].glyph = " " }
        self[row, column] = Cell(glyph: "", style: style)
    }

    private mutating func blankNeighbours(row: Int, column: Int) {
        if column > 0, self[row, column].glyph.isEmpty { self[row, column - 1].glyph = " " }
        if column + 1 < size.columns, self[row, column + 1].glyph.isEmpty { self[row, column + 1].glyph = " " }
    }

    private static let asciiGlyphs = (0..<128).map { String(Character(Unicode.Scalar(UInt8($0)))) }
}
