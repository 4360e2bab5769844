/// Bytes that a terminal is sent to get from one frame to the next, estimated from above.
enum FrameCost {
    /// To move the cursor: `ESC [ row ; column H`.
    private static let move = 8
    /// To change the style: attributes and two colours of 24 bits.
    private static let style = 40
    /// Unchanged cells between two changed ones that are sent again rather than jumped over.
    private static let bridge = 6

    static func bytes(from before: Frame?, to after: Frame) -> Int {
        let before = before?.size == after.size ? before : nil
        var total = 0
        var last: Style?
        for row in 0..<after.size.rows {
            var end = -100
            for column in 0..<after.size.columns {
                let cell = after[row, column]
                guard cell != (before?[row, column] ?? .blank) else { continue }
                if column - end > bridge { total += move } else { total += max(0, column - end - 1) }
                if cell.style != last {
                    total += style
                    last = cell.style
                }
                total += cell.glyph.utf8.count
                end = column
            }
        }
        return total
    }
}
