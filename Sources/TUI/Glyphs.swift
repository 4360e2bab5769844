/// Every sign that is not a letter, once for UTF-8 and once for ASCII. All are one cell wide.
package struct Glyphs: Sendable, Equatable {
    package var topLeft, topRight, bottomLeft, bottomRight, horizontal, vertical: String
    package var cursor, mark, chevron, separator, ellipsis: String
    package var queued, running, good, bad, cancelled, none: String
    /// The service would take the file.
    package var takeable: String
    package var live, waiting, upload: String
    package var cross: String
    package var scrollThumb: String
    package var doneBar: String
    package var descending, ascending: String
    /// Filled by 0/n … n/n of a cell, from the left.
    package var bar: [String]
    /// From low to high.
    package var spark: [String]

    package static let unicode = Glyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─", vertical: "│",
        cursor: "▸", mark: "●", chevron: "▸", separator: "·", ellipsis: "…",
        queued: "…", running: "▶", good: "✓", bad: "✗", cancelled: "⊘", none: "—", takeable: "·",
        live: "●", waiting: "◌", upload: "↑", cross: "×", scrollThumb: "┃", doneBar: "━", descending: "▼",
        ascending: "▲",
        bar: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"])

    package static let ascii = Glyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-", vertical: "|",
        cursor: ">", mark: "*", chevron: ">", separator: "-", ellipsis: "~",
        queued: ".", running: ">", good: "+", bad: "!", cancelled: "x", none: "-", takeable: " ",
        live: "*", waiting: "o", upload: "^", cross: "x", scrollThumb: "#", doneBar: "=", descending: "v",
        ascending: "^",
        bar: [" ", "#"], spark: ["_", ".", "-", "=", "#"])

    /// A bar of `width` cells.
    /// - Parameter fraction: 0...1; a little more than nothing shows at least its thinnest part.
    package func bar(_ fraction: Double, width: Int) -> String {
        let steps = bar.count - 1
        let clean = fraction.isFinite ? min(max(0, fraction), 1) : 0
        var filled = Int((clean * Double(width * steps)).rounded())
        if clean > 0 { filled = max(1, filled) }
        filled = min(filled, width * steps)
        let whole = filled / steps
        let rest = filled % steps
        return String(repeating: bar[steps], count: whole) + (rest > 0 ? bar[rest] : "")
    }

    /// One sign for each value, the largest being the highest.
    package func sparkline(_ values: [Int]) -> String {
        let most = max(1, values.max() ?? 1)
        return values.map { spark[($0 * (spark.count - 1) + most - 1) / most] }.joined()
    }
}
