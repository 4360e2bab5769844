import API
import Foundation

/// What will be sent and what will not, before anything is.
enum PreflightView {
    static func draw(_ model: Model, theme: Theme, on frame: inout Frame) {
        guard let preflight = model.preflight else { return }
        let rect = model.layout.body
        let title =
            Line("\(Strings.preflightTitle)  ", theme.focusedTitle)
            + Line(Strings.files(preflight.files.count), theme.dim)
        Panel.draw(rect, title: title, focused: true, theme: theme, on: &frame)
        let inner = rect.inset()
        let summary = summary(model)
        for (row, line) in summary.enumerated() where row < inner.rows {
            frame.put(line, row: inner.row + row, column: inner.column + 1, width: max(0, inner.columns - 2))
        }
        PathList.draw(
            preflight.list, count: preflight.refused.count, below: summary.count, in: rect, theme: theme, on: &frame
        ) { index, width in
            let refusal = preflight.refused[index]
            let reason = ShownText.truncate(refusal.message, to: max(8, width * 3 / 5))
            return PathList.line(
                refusal.path, home: model.files.home, tail: Line(reason, theme.bad), width: width, theme)
        }
    }

    /// The lines above the list of what is refused.
    static func summary(_ model: Model) -> [Line] {
        guard let preflight = model.preflight else { return [] }
        let theme = model.theme
        let inner = model.layout.body.inset()
        let width = max(8, inner.columns - 2)
        var lines = head(preflight, width, theme)
        // On a small screen the list needs the room more.
        if inner.rows >= 10, preflight.isComplete {
            lines.append(.empty)
            lines += facts(model, preflight, width, theme)
        }
        if !preflight.refused.isEmpty {
            if inner.rows >= 10 { lines.append(.empty) }
            lines.append(Line(Strings.refusedTitle, theme.title))
        }
        return lines
    }

    private static func head(_ preflight: Preflight, _ width: Int, _ theme: Theme) -> [Line] {
        let total = preflight.files.count
        guard preflight.isComplete else {
            let fraction = Double(preflight.checked) / Double(max(1, total))
            var lines = [Line(Strings.checking(preflight.checked, of: total), theme.active)]
            lines.append(Bars.line(fraction, width: min(40, width), style: theme.active, theme: theme))
            if preflight.isConfirmed { lines.append(Line(Strings.sendsWhenChecked, theme.good)) }
            return lines
        }
        guard !preflight.refused.isEmpty else {
            return [Line("\(theme.glyphs.good) \(Strings.allTaken(total))", theme.good)]
        }
        let reasons = Preflight.Reason.allCases.compactMap { reason in
            preflight.counts[reason].map { Strings.reason(reason, $0) }
        }
        let sentence = Strings.someRefused(
            preflight.refused.count, of: total, reasons.joined(separator: ", "))
        return Wrapping.lines("\(theme.glyphs.bad) \(sentence)", width: width).map { Line($0, theme.warning) }
    }

    private static func facts(_ model: Model, _ preflight: Preflight, _ width: Int, _ theme: Theme) -> [Line] {
        guard !preflight.good.isEmpty else { return [Line(Strings.nothingToSend, theme.dim)] }
        var rows = [
            (Strings.sendsLabel, "\(Strings.images(preflight.good.count)), \(Shown.bytes(preflight.goodBytes))")
        ]
        let estimate = SendingEstimate(images: preflight.good.count, in: model)
        rows.append(
            (
                Strings.timeLabel,
                estimate.seconds.map {
                    Strings.classified(Shown.seconds(Int(min($0.rounded(.up), 1e9))), Shown.rate(estimate.rate ?? 0))
                } ?? Strings.noEstimate
            ))
        if let room = estimate.room {
            rows.append((Strings.queueLabel, Strings.waitBefore(estimate.waiting, room: room)))
            if preflight.good.count > room { rows.append(("", Strings.queueFull(preflight.good.count - room))) }
        }
        var lines = rows.flatMap { label, value in
            Wrapping.lines(value, width: max(8, width - 8)).enumerated().map { index, text in
                Line(index == 0 ? label : "", theme.title).padded(to: 8) + Line(text, theme.text)
            }
        }
        if model.limits == nil {
            lines += Wrapping.lines(Strings.noLimitsYet, width: width).map { Line($0, theme.warning) }
        }
        return lines
    }
}

/// How long it takes until a number of images is classified, judged by how it went lately.
struct SendingEstimate: Equatable {
    /// Images a second; nil when nothing tells.
    var rate: Double?
    /// Jobs that wait before them.
    var waiting: Int
    /// Images that the queue takes more; nil before the service has told.
    var room: Int?
    var seconds: Double?

    init(images: Int, in model: Model) {
        waiting = model.count(.queued) ?? 0
        room = model.limits.map { [waiting] in max(0, $0.maxQueuedJobs - waiting) }
        if let stats = model.stats.latest {
            if stats.imagesPerSecond > 0 {
                rate = stats.imagesPerSecond
            } else {
                let work = JobStep.allCases.reduce(0) { $0 + (stats.latencyMs[$1.rawValue]?.p50 ?? 0) }
                if work > 0, stats.workers.slots > 0 { rate = Double(stats.workers.slots) * 1000 / work }
            }
        }
        seconds = rate.map { [waiting] in Double(images + waiting) / $0 }
    }
}

extension Model {
    /// Lines of the open list.
    package var pickingRows: Int {
        let rows = layout.body.inset().rows
        return overlay == .picking(.preflight) ? max(0, rows - PreflightView.summary(self).count) : rows
    }
}
