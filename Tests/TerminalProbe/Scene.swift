import TUI

/// What the probe shows.
enum Scene: String {
    case text, colors, wide, cursor, storm, pictures

    func frame(size: Size, last: String, picture: CellImage? = nil) -> Frame {
        var frame = Frame(size: size)
        switch self {
        case .text, .cursor: drawText(&frame, last: last)
        case .storm: drawStorm(&frame, last: last)
        case .colors: drawColors(&frame)
        case .wide: drawWide(&frame, last: last)
        case .pictures: drawPictures(&frame, last: last, picture)
        }
        frame.settlePictures()
        return frame
    }

    private func drawText(_ frame: inout Frame, last: String) {
        let size = frame.size
        frame.fill(Rect(row: 0, column: 0, rows: size.rows, columns: size.columns), style: .plain, glyph: "·")
        frame.put("top5 ▸ ● live \(size.columns)x\(size.rows)", row: 0, column: 0, width: size.columns)
        frame.put("last: \(last)", row: 1, column: 2, width: size.columns - 2, style: Style(attributes: .bold))
        frame.put("\u{1B}[31mred?\u{1B}]0;title\u{07}\n", row: 2, column: 2, width: size.columns - 2)
        frame.put("┘", row: size.rows - 1, column: size.columns - 1, width: 1)
    }

    private func drawColors(_ frame: inout Frame) {
        frame.put(
            "orange", row: 0, column: 0, width: 10,
            style: Style(foreground: Color(255, 128, 7), background: Color(1, 2, 3), attributes: .underline))
        for column in 0..<frame.size.columns {
            for row in 2..<max(2, frame.size.rows) {
                let color = Color(
                    UInt8(column * 255 / max(1, frame.size.columns)), UInt8(row * 255 / max(1, frame.size.rows)), 90)
                frame[row, column] = Cell(glyph: "▀", style: Style(foreground: color, background: color))
            }
        }
    }

    /// New colours in every cell but the first row, others for each key.
    private func drawStorm(_ frame: inout Frame, last: String) {
        let seed = last.unicodeScalars.reduce(0) { $0 + Int($1.value) } * frame.cells.count
        for row in 1..<max(1, frame.size.rows) {
            for column in 0..<frame.size.columns {
                let value = seed + row * frame.size.columns + column
                let color = Color(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
                frame[row, column] = Cell(glyph: "▀", style: Style(foreground: color, background: Color(7, 7, 7)))
            }
        }
        frame.put("steady", row: 0, column: 0, width: 10, style: Style(foreground: Color(255, 128, 7)))
    }

    /// A picture on the left, or with `m` on the right; `o` covers a part of it, `n` takes it away, `t` changes the text
    /// beside it.
    private func drawPictures(_ frame: inout Frame, last: String, _ picture: CellImage?) {
        for row in 0..<frame.size.rows {
            frame.put("left\(row)", row: row, column: 0, width: 8)
            frame.put(last.contains("\"t\"") ? "changed" : "right", row: row, column: 50, width: 10)
        }
        guard let picture, !last.contains("\"n\""), last != "-" else { return }
        let column = last.contains("\"m\"") ? 24 : 10
        frame.put(picture, in: Rect(row: 2, column: column, rows: 6, columns: 14))
        if last.contains("\"o\"") { frame.put("[over]", row: 4, column: column + 2, width: 6) }
    }

    private func drawWide(_ frame: inout Frame, last: String) {
        frame.put("日本語|", row: 0, column: last == "-" ? 0 : 1, width: 20)
        frame.put("e\u{301}|👩‍🔬|🇩🇪|한|", row: 1, column: 0, width: 20)
        frame[2, 0] = Cell(glyph: "中")
        frame[2, frame.size.columns - 1] = Cell(glyph: "中")
        frame.put("日本語 is cut", row: 3, column: frame.size.columns - 5, width: 20)
        frame[4, 0] = Cell(glyph: "\u{1B}")
    }
}
