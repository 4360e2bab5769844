import API
import Foundation

/// Everything that is known of a job, line by line.
enum DetailLines {
    static func lines(of job: Job, in model: Model, width: Int) -> [Line] {
        let theme = model.theme
        var lines: [Line] = [.empty]
        lines += TopFiveLines.lines(of: job, in: model, width: width, theme: theme)
        lines.append(.empty)
        lines += timings(job, model, width: width, theme)
        lines += AttemptLines.lines(of: job, model.keymap, width: width, theme)
        lines += facts(job, model, width: width, theme)
        return lines
    }

    private static func timings(_ job: Job, _ model: Model, width: Int, _ theme: Theme) -> [Line] {
        var parts: [(String, Double, Style)] = []
        if let queued = job.timingsMs.queued { parts.append((Strings.waitingWord, queued, theme.warning)) }
        let isTask = model.showsTasks
        let styles = [theme.other, theme.folder, theme.best, theme.good]
        for (step, style) in zip(JobStep.allCases, styles) {
            if let time = job.timingsMs[step] {
                parts.append((isTask ? Strings.working : Strings.long(step), time, style))
            }
        }
        guard !parts.isEmpty else { return [] }
        let longest = max(parts.map(\.1).max() ?? 0, 0.001)
        let labelWidth = 14
        let barWidth = min(40, width - labelWidth - 11)
        var lines = [Line(Strings.detailTime, theme.title) + Line(total(job), theme.dim)]
        for (label, time, style) in parts {
            var line = Line("  \(label)", theme.dim).padded(to: labelWidth + 2)
            if barWidth >= 6 { line += Bars.line(time / longest, width: barWidth, style: style, theme: theme) }
            let amount = Shown.milliseconds(time)
            line += Line(String(repeating: " ", count: max(1, 9 - amount.count)) + amount, theme.header)
            lines.append(line)
        }
        return lines + [.empty]
    }

    private static func total(_ job: Job) -> String {
        let work = Shown.milliseconds(job.timingsMs.work)
        guard let queued = job.timingsMs.queued else { return "  \(work)" }
        return "  " + Strings.workAndWait(work, Shown.milliseconds(queued))
    }

    private static func facts(_ job: Job, _ model: Model, width: Int, _ theme: Theme) -> [Line] {
        let image = job.image
        let isTask = model.showsTasks
        var rows: [(String, String)] = [
            (Strings.detailImage, Shown.picture(image.width, image.height, image.format, image.bytes)),
            (
                isTask ? Strings.detailQueue : Strings.detailModel,
                job.model + (job.cached ? "  (\(Strings.detailCached))" : "")
            ),
            (isTask ? Strings.detailWorker : Strings.detailClient, job.client),
        ]
        rows.removeAll { $0.1.isEmpty }
        if let priority = job.priority { rows.append((Strings.detailPriority, priority.rawValue)) }
        if let waiting = QueueWords.sentence(job, model) { rows.append((Strings.detailWaits, waiting)) }
        rows.append((Strings.detailAttempts, String(job.attempt)))
        rows.append((Strings.detailCreated, Shown.time(job.createdAt)))
        if let started = job.startedAt { rows.append((Strings.detailStarted, Shown.time(started))) }
        if let finished = job.finishedAt { rows.append((Strings.detailFinished, Shown.time(finished))) }
        if let end = job.expiresAt {
            let left = Shown.seconds(Int(min(max(0, end.timeIntervalSince(model.now)), 1e9)))
            rows.append((Strings.detailExpires, Strings.expires(Shown.time(end), left)))
        }
        rows.append((Strings.detailJob, job.id))
        if !image.sha256.isEmpty { rows.append((Strings.detailHash, image.sha256)) }
        if let request = job.error?.requestID { rows.append((Strings.detailRequest, request)) }
        let labelWidth = 11
        return rows.flatMap { label, value in
            let wrapped = Wrapping.lines(value, width: max(8, width - labelWidth))
            return wrapped.enumerated().map { index, text in
                Line(index == 0 ? label : "", theme.title).padded(to: labelWidth) + Line(text, theme.text)
            }
        }
    }
}
