import API

/// The work on a job as one bar, each step in its colour, and a legend with the times.
enum StepBar {
    /// - Returns: nothing for a job that was answered from the cache or has no times yet.
    static func lines(of job: Job, width: Int, theme: Theme) -> [Line] {
        let styles = [theme.other, theme.folder, theme.best, theme.good]
        let steps = zip(JobStep.allCases, styles).compactMap { step, style in
            job.timingsMs[step].map { (step: step, time: $0, style: style) }
        }
        guard steps.count > 1, job.timingsMs.work > 0, width >= 16, !job.cached else { return [] }
        let cells = shares(steps.map(\.time), of: width)
        let bar = zip(steps, cells).reduce(Line.empty) { line, entry in
            line + Line(String(repeating: theme.glyphs.bar.last ?? "#", count: entry.1), entry.0.style)
        }
        var legend: [Line] = []
        for entry in steps {
            let item =
                Line("\(theme.glyphs.mark) ", entry.style)
                + Line("\(Strings.short(entry.step)) \(Shown.milliseconds(entry.time))", theme.dim)
            if let last = legend.last, last.width + 3 + item.width <= width {
                legend[legend.count - 1] = last + Line("   ") + item
            } else {
                legend.append(item)
            }
        }
        return [bar] + legend
    }

    /// Whole cells in proportion, at least one each, `width` in all.
    static func shares(_ times: [Double], of width: Int) -> [Int] {
        let total = max(times.reduce(0, +), .leastNormalMagnitude)
        var cells = times.map { max(1, Int(($0 / total * Double(width)).rounded())) }
        // Rounding is made good where it shows least.
        while cells.reduce(0, +) != width, let largest = cells.indices.max(by: { cells[$0] < cells[$1] }) {
            let step = cells.reduce(0, +) < width ? 1 : -1
            guard cells[largest] + step >= 1 else { break }
            cells[largest] += step
        }
        return cells
    }
}
