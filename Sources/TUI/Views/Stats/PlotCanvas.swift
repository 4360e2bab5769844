import Foundation

/// A grid of dots finer than cells: braille, two by four to a cell, or in ASCII one above the other.
struct PlotCanvas {
    /// In cells.
    let size: Size
    private let isBraille: Bool
    private var dots: [UInt8]
    private var styles: [Style]

    init(size: Size, unicode: Bool) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        isBraille = unicode
        dots = Array(repeating: 0, count: self.size.rows * self.size.columns)
        styles = Array(repeating: .plain, count: dots.count)
    }

    var dotColumns: Int { size.columns * (isBraille ? 2 : 1) }
    var dotRows: Int { size.rows * (isBraille ? 4 : 2) }

    /// Bits of a braille pattern (Unicode, Braille Patterns), by column and row from the top.
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// - Parameter y: 0 is the lowest row of dots.
    mutating func set(_ x: Int, _ y: Int, _ style: Style) {
        guard (0..<dotColumns).contains(x), (0..<dotRows).contains(y) else { return }
        let top = dotRows - 1 - y
        let cell = isBraille ? (top / 4) * size.columns + x / 2 : (top / 2) * size.columns + x
        dots[cell] |= isBraille ? Self.bits[x % 2][top % 4] : (top % 2 == 0 ? 1 : 2)
        styles[cell] = style
    }

    /// Values from 0...1 from left to right; a gap where there is none.
    mutating func line(_ values: [Double?], _ style: Style) {
        guard !values.isEmpty, dotRows > 0 else { return }
        var last: (x: Int, y: Int)?
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else {
                last = nil
                continue
            }
            let start = index * dotColumns / values.count
            let end = max(start, (index + 1) * dotColumns / values.count - 1)
            let y = Int((min(max(0, value), 1) * Double(dotRows - 1)).rounded())
            if let last { rise(at: start, from: last.y, to: y, style) }
            for x in start...end { set(x, y, style) }
            last = (end, y)
        }
    }

    /// Joins two heights without a hole.
    private mutating func rise(at x: Int, from: Int, to: Int, _ style: Style) {
        guard abs(from - to) > 1 else { return }
        for y in min(from, to)...max(from, to) { set(x, y, style) }
    }

    func draw(on frame: inout Frame, row: Int, column: Int) {
        for line in 0..<size.rows {
            for place in 0..<size.columns where dots[line * size.columns + place] > 0 {
                let index = line * size.columns + place
                frame.put(glyph(dots[index]), row: row + line, column: column + place, width: 1, style: styles[index])
            }
        }
    }

    private func glyph(_ bits: UInt8) -> String {
        guard isBraille else { return bits == 1 ? "'" : bits == 2 ? "." : ":" }
        return Unicode.Scalar(0x2800 + UInt32(bits)).map { String(Character($0)) } ?? " "
    }
}
