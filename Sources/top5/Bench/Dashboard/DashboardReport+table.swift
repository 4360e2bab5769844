import Foundation

extension DashboardReport {
    /// The figures with their bounds, then what they were taken from.
    var table: String {
        let load = String(format: "%d jobs, %.0f events/s, %d x %d cells", jobs, eventsPerSecond, columns, rows)
        var verdicts = PlainTable([.left, .right, .right, .left, .left])
        for verdict in judged {
            verdicts.add([
                verdict.what, Self.number(verdict.figure), Self.number(verdict.bound), verdict.unit,
                verdict.isMet ? "met" : "missed",
            ])
        }
        var lines = [load, ""] + verdicts.lines
        lines += spreadLines + memoryLines
        if let events {
            lines += [
                "",
                String(
                    format: "under the events: %.1f %% of a core, %.0f bytes/s", events.cpuPercent,
                    events.bytesPerSecond),
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var spreadLines: [String] {
        let keys = (keys ?? [:]).sorted { $0.key < $1.key }.map { ("key: \($0.key)", $0.value) }
        let spreads = [("first frame", firstFrame), ("event", events?.latency)].compactMap { name, spread in
            spread.map { (name, $0) }
        }
        guard !keys.isEmpty || !spreads.isEmpty else { return [] }
        var rows = PlainTable([.left, .right, .right, .right, .right, .right])
        rows.add(["ms", "times", "p50", "p95", "p99", "max"])
        for (name, spread) in keys + spreads {
            rows.add([name, "\(spread.count)"] + [spread.p50, spread.p95, spread.p99, spread.max].map(Self.number))
        }
        return [""] + rows.lines
    }

    private var memoryLines: [String] {
        guard let memory, !memory.isEmpty else { return [] }
        var rows = PlainTable([.left, .right, .right, .right, .right, .right, .right])
        rows.add(["resident, MB", "start", "jobs", "after", "previews", "after", "peak"])
        for line in memory {
            func megabytes(_ bytes: Int) -> String { Self.number(Double(bytes) / 1e6) }
            rows.add([
                line.graphics, megabytes(line.residentAtStart), "\(line.jobs)", megabytes(line.residentAfterJobs),
                "\(line.previews)", megabytes(line.residentAfterPreviews), megabytes(line.peak),
            ])
        }
        return [""] + rows.lines
    }

    private static func number(_ value: Double) -> String {
        String(format: value == value.rounded() && value < 1e6 ? "%.0f" : value < 10 ? "%.2f" : "%.1f", value)
    }
}
