/// The letters of a terminal's screen, and what a program may do to them: as much of a terminal as ncurses uses of an
/// xterm. Colours are not kept; every letter counts as one cell wide.
struct ScreenGrid: Sendable {
    let rows: Int
    let columns: Int
    private var cells: [UnicodeScalar]
    private(set) var row = 0
    private(set) var column = 0
    /// Rows that scroll.
    private var region: Range<Int>
    /// The last column has been written to: the next letter begins a new line.
    private var wraps = false
    private var saved = (row: 0, column: 0)
    private var last: UnicodeScalar = " "

    private static let blank: UnicodeScalar = " "

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        cells = Array(repeating: Self.blank, count: rows * columns)
        region = 0..<rows
    }

    /// A row as text, all of its columns.
    subscript(row: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: cells[row * columns..<(row + 1) * columns])
        return String(text)
    }

    subscript(row: Int, column: Int) -> UnicodeScalar { cells[row * columns + column] }

    /// Whether the letters of `text` stand anywhere in these rows, each text within one.
    func contains(_ text: String, in rows: Range<Int>? = nil) -> Bool {
        (rows ?? 0..<self.rows).contains { self[$0].contains(text) }
    }

    mutating func put(_ scalar: UnicodeScalar) {
        if wraps {
            column = 0
            lineFeed()
        }
        cells[row * columns + column] = scalar
        last = scalar
        wraps = column == columns - 1
        if !wraps { column += 1 }
    }

    mutating func repeatLast(_ count: Int) {
        for _ in 0..<min(count, columns) { put(last) }
    }

    mutating func move(row: Int? = nil, column: Int? = nil) {
        self.row = min(max(0, row ?? self.row), rows - 1)
        self.column = min(max(0, column ?? self.column), columns - 1)
        wraps = false
    }

    mutating func lineFeed() {
        wraps = false
        if row == region.upperBound - 1 { scroll(region, by: 1) } else if row < rows - 1 { row += 1 }
    }

    mutating func reverseLineFeed() {
        wraps = false
        if row == region.lowerBound { scroll(region, by: -1) } else if row > 0 { row -= 1 }
    }

    /// - Parameter bottom: exclusive.
    mutating func setRegion(top: Int, bottom: Int) {
        guard 0 <= top, top < bottom, bottom <= rows else { return }
        region = top..<bottom
        move(row: 0, column: 0)
    }

    mutating func scroll(by count: Int) { scroll(region, by: count) }

    /// Inserts blank lines at the cursor, or takes lines away there where the count is negative.
    mutating func insertLines(_ count: Int) {
        guard region.contains(row) else { return }
        scroll(row..<region.upperBound, by: -count)
    }

    mutating func insertBlanks(_ count: Int) {
        let start = row * columns + column
        let end = (row + 1) * columns
        cells.replaceSubrange(
            start..<end,
            with: Array((Array(repeating: Self.blank, count: count) + cells[start..<end])[..<(end - start)]))
    }

    mutating func deleteLetters(_ count: Int) {
        let start = row * columns + column
        let end = (row + 1) * columns
        let kept = cells[min(end, start + count)..<end]
        cells.replaceSubrange(start..<end, with: kept + Array(repeating: Self.blank, count: end - start - kept.count))
    }

    mutating func erase(_ range: Range<Int>) {
        for index in range.clamped(to: 0..<cells.count) { cells[index] = Self.blank }
    }

    var cursorIndex: Int { row * columns + column }
    var rowIndices: Range<Int> { row * columns..<(row + 1) * columns }
    var allIndices: Range<Int> { 0..<cells.count }

    mutating func save() { saved = (row, column) }
    mutating func restore() { move(row: saved.row, column: saved.column) }

    private mutating func scroll(_ lines: Range<Int>, by count: Int) {
        let size = lines.count * columns
        let shift = min(abs(count) * columns, size)
        let start = lines.lowerBound * columns
        let blanks = Array(repeating: Self.blank, count: shift)
        let old = cells[start..<start + size]
        let new = count > 0 ? Array(old.dropFirst(shift)) + blanks : blanks + Array(old.dropLast(shift))
        cells.replaceSubrange(start..<start + size, with: new)
    }
}
