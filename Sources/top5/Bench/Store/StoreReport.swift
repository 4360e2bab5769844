import Foundation

/// What `top5 bench store` found out: the empty store beside the full one.
struct StoreReport: Encodable {
    var sides: [StoreBench.Side]

    func json() throws -> String { try ReportJSON.text(self) }

    var table: String {
        var rows = PlainTable([.left] + sides.flatMap { _ in [PlainTable.Alignment.right, .right] })
        rows.add([""] + sides.flatMap { ["\($0.jobs) jobs", "p99"] })
        func number(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.0f", value) }
        func add(_ name: String, _ value: (StoreBench.Side) -> (String, String)) {
            rows.add([name] + sides.flatMap { [value($0).0, value($0).1] })
        }
        add("start until it listens, ms") { side in
            (number(Percentile.of(side.startMs, 0.5)), number(side.startMs.max() ?? 0))
        }
        add("resident when ready, MB") { (number(Double($0.residentBytes) / 1e6), "") }
        add("resident after the pages, MB") { (number(Double($0.residentAfterPagesBytes) / 1e6), "") }
        for (name, times) in [
            ("submit 60 kB, ms", \StoreBench.Side.submit), ("claim, ms", \.claim), ("finish, ms", \.finish),
        ] {
            add(name) { (number($0[keyPath: times].p50), number($0[keyPath: times].p99)) }
        }
        for (index, filter) in StoreBench.filters.enumerated() {
            add("page of 50, ms: \(filter.isEmpty ? "all" : filter)") { side in
                (number(side.pages[index].time.p50), number(side.pages[index].time.p99))
            }
        }
        return rows.lines.joined(separator: "\n") + "\n"
    }
}
