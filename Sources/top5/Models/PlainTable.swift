import TUI

/// Text in columns, by the width that it takes on a terminal.
struct PlainTable {
    enum Alignment { case left, right }

    let alignments: [Alignment]
    private var rows: [[String]] = []

    init(_ alignments: [Alignment]) { self.alignments = alignments }

    /// - Parameter cells: one a column, safe to show.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// A line a row, without spaces at the end.
    var lines: [String] {
        let widths = alignments.indices.map { column in
            rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(zip(row, widths), alignments).map { cell, alignment in
                let padding = String(repeating: " ", count: cell.1 - DisplayWidth.of(cell.0))
                return alignment == .left ? cell.0 + padding : padding + cell.0
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
