/// The queue of the dashboard as it stands on the screen, read from its letters.
struct QueuePane {
    /// The row of its upper edge.
    let top: Int
    /// The number of the job under the cursor; nil: the cursor is elsewhere, or on a job of another name.
    let current: Int?

    /// nil while the queue is not on the screen.
    init?(_ grid: ScreenGrid) {
        guard let top = (0..<grid.rows).first(where: { grid[$0].hasPrefix("╭ Queue") }) else { return nil }
        self.top = top
        current = (top + 1..<grid.rows).first { grid[$0, 1] == "▸" }.flatMap { Self.number(in: grid[$0]) }
    }

    private static func number(in row: String) -> Int? {
        guard let start = row.firstRange(of: "IMG_") else { return nil }
        return Int(row[start.upperBound...].prefix { $0.isNumber })
    }
}
