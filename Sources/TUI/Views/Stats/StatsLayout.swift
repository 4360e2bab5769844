import API

/// Where the panes of the stats screen stand: two plots beside each other, twice, above the workers; on a small screen, or
/// enlarged, only the one with the focus.
struct StatsLayout {
    private(set) var panes: [(pane: StatsPane, rect: Rect)]

    init(_ model: Model) {
        let body = model.layout.body
        let state = model.statsScreen
        guard model.layout.shape == .split, !state.isEnlarged else {
            panes = [(state.focus, body)]
            return
        }
        let workers = min(max(4, (state.workers?.workers.count ?? 1) + 3), max(5, body.rows / 3))
        let upper = (body.rows - workers + 1) / 2
        let lower = body.rows - workers - upper
        let left = body.columns / 2
        func pane(_ row: Int, _ column: Int, _ rows: Int, _ columns: Int) -> Rect {
            Rect(row: body.row + row, column: body.column + column, rows: rows, columns: columns)
        }
        panes = [
            (.rate, pane(0, 0, upper, left)), (.latency, pane(0, left, upper, body.columns - left)),
            (.depth, pane(upper, 0, lower, left)), (.failures, pane(upper, left, lower, body.columns - left)),
            (.workers, pane(upper + lower, 0, workers, body.columns)),
        ]
    }

    /// Cells for values in the narrowest plot.
    var plotColumns: Int {
        panes.filter { $0.pane != .workers }.map { PlotView.columns(of: $0.rect.inset()) }.min() ?? 1
    }

    /// Workers that are seen at once.
    var workerRows: Int {
        panes.first { $0.pane == .workers }.map { max(0, $0.rect.rows - 3) } ?? 0
    }
}
