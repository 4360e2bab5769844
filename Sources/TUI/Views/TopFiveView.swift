import API
import Foundation

/// The predictions of the selected job, or of the latest job of the file under the cursor.
enum TopFiveView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let focused = model.focus == .topFive && model.covering == nil
        let job = model.subjectJob
        var title = Line(title(job, model), focused ? theme.focusedTitle : theme.title)
        if let job {
            let state = "\(theme.glyph(of: job.status)) \(Strings.word(job.status))"
            title += Line("  ") + Line(state, theme.style(of: job.status))
        }
        frame.link(rect, to: .pane(.topFive))
        let inner = Rect(
            row: rect.row + 1, column: rect.column + 2, rows: rect.rows - 2, columns: rect.columns - 4)
        let work = work(job, inner, model, theme)
        let footer = work.isEmpty ? timings(job, rect, model, theme) : total(job, rect, theme)
        Panel.draw(rect, title: title, footer: footer, focused: focused, theme: theme, on: &frame)
        for (index, line) in work.enumerated() {
            let row = inner.row + inner.rows - work.count + index
            frame.put(line, row: row, column: inner.column, width: inner.columns)
        }
        let lines =
            job.map { TopFiveLines.lines(of: $0, in: model, width: inner.columns, theme: theme) }
            ?? TopFiveLines.withoutJob(model, width: inner.columns, theme: theme)
        // Free lines, where there is room, let the bars breathe.
        let step = job?.prediction != nil && lines.count * 2 < inner.rows ? 2 : 1
        let top = inner.row + (lines.count * step < inner.rows ? 1 : 0)
        for (index, line) in lines.enumerated() where top + index * step < inner.row + inner.rows {
            frame.put(line, row: top + index * step, column: inner.column, width: inner.columns)
        }
    }

    /// Where the time went, below the predictions, where there is room for both and there are colours to tell the steps apart.
    private static func work(_ job: Job?, _ inner: Rect, _ model: Model, _ theme: Theme) -> [Line] {
        guard let job, let count = job.prediction?.count, model.capabilities.colors > .none else { return [] }
        let lines = StepBar.lines(of: job, width: inner.columns, theme: theme)
        return count * 2 + 2 + lines.count <= inner.rows ? lines : []
    }

    private static func total(_ job: Job?, _ rect: Rect, _ theme: Theme) -> Line {
        guard let job else { return .empty }
        let work = Shown.milliseconds(job.timingsMs.work)
        let long = job.timingsMs.queued.map { Strings.workAndWait(work, Shown.milliseconds($0)) } ?? work
        return Line(DisplayWidth.of(long) <= rect.columns - 5 ? long : work, theme.dim)
    }

    private static func title(_ job: Job?, _ model: Model) -> String {
        if model.showsTasks { return Strings.result }
        guard let count = job?.prediction?.count, count != 5, count > 0 else { return Strings.topFive }
        return Strings.top(count)
    }

    /// `decode 2.2 · prepare 0.9 · infer 13 ms`, or as much of it as there is room for; or that nothing was done.
    private static func timings(_ job: Job?, _ rect: Rect, _ model: Model, _ theme: Theme) -> Line {
        guard let job else { return .empty }
        if job.cached, DisplayWidth.of(Strings.detailCached) <= rect.columns - 5 {
            return Line(Strings.detailCached, theme.dim)
        }
        guard job.timingsMs.work > 0 else { return .empty }
        if model.showsTasks { return Line(Shown.milliseconds(job.timingsMs.work), theme.dim) }
        let choices: [[JobStep]] = [
            JobStep.allCases, [.decoding, .preprocessing, .inferring], [.decoding, .inferring], [.inferring],
        ]
        for steps in choices {
            let times = steps.compactMap { step in job.timingsMs[step].map { (Strings.short(step), $0) } }
            let words = times.enumerated().map { index, entry in
                let time = Shown.milliseconds(entry.1)
                // One unit for all, as long as all have the same.
                let isLast = index == times.count - 1
                return "\(entry.0) \(isLast || !time.hasSuffix(" ms") ? time : String(time.dropLast(3)))"
            }
            let text = words.joined(separator: " \(theme.glyphs.separator) ")
            if !text.isEmpty, DisplayWidth.of(text) <= rect.columns - 5 { return Line(text, theme.dim) }
        }
        return .empty
    }
}

/// The lines of a top-5, also for the details.
enum TopFiveLines {
    static func lines(of job: Job, in model: Model, width: Int, theme: Theme) -> [Line] {
        if let prediction = job.prediction {
            let widths = Bars.Widths(total: width, labels: prediction.map(\.label))
            return prediction.enumerated().map { index, entry in
                Bars.prediction(entry.label, entry.score, isBest: index == 0, widths: widths, theme: theme)
            }
        }
        if let outcome = job.outcome { return Wrapping.lines(outcome, width: width).map { Line($0, theme.text) } }
        if let error = job.error, job.status.isFinished {
            return failure(error.code, error.message, model.keymap, width: width, theme: theme)
        }
        switch job.status {
        case .queued:
            let reason = QueueWords.sentence(job, model)
            return [Line(QueueWords.waiting(job, model), theme.warning)]
                + Wrapping.lines(reason ?? "", width: width).map { Line($0, theme.dim) }
        case .running:
            let fraction = job.progress?.fraction ?? 0
            return [
                Line(job.progress.map { Strings.long($0.step) } ?? Strings.starting, theme.active),
                Bars.line(fraction, width: min(width, 40), style: theme.active, theme: theme),
            ]
        default: return [Line(Strings.word(job.status), theme.dim)]
        }
    }

    /// - Parameter code: nil for what never reached the service.
    static func failure(_ code: String?, _ message: String, _ keys: Keymap, width: Int, theme: Theme) -> [Line] {
        var lines = [Line(code ?? Strings.notSentWord, theme.bad)]
        lines += Wrapping.lines(message, width: width).map { Line($0, theme.text) }
        if let advice = code.flatMap({ Strings.advice($0, keys) }) {
            lines.append(.empty)
            lines += Wrapping.lines(advice, width: width).map { Line($0, theme.dim) }
        }
        return lines
    }

    static func withoutJob(_ model: Model, width: Int, theme: Theme) -> [Line] {
        var lines: [Line] = []
        if let path = model.subjectFile, let outcome = model.uploads.outcomes[path] {
            switch outcome {
            case .refused(let code, let message):
                return failure(code, message, model.keymap, width: width, theme: theme)
            case .cancelling: return [Line(Strings.cancellingWord, theme.warning)]
            case .waiting where model.uploads.hold != nil:
                return Wrapping.lines(model.uploads.hold?.reason ?? "", width: width).map { Line($0, theme.warning) }
            case .sending: return SendingLine.lines(of: path, in: model, width: width, theme)
            case .waiting, .job: return [Line(Strings.onItsWay, theme.active)]
            }
        }
        if let entry = model.files.currentFile, model.list == .files {
            switch model.verdict(of: entry) {
            case .refused(let code, let message):
                return failure(code, message, model.keymap, width: width, theme: theme)
            case .acceptable:
                let parts =
                    Line(model.keymap.keyName(.submit), theme.key) + Line("  \(Strings.classifiesThis)", theme.dim)
                lines.append(parts)
            case .notAnImage, .unknown: break
            }
        }
        if let refusal = model.files.current?.kind.refusal, model.list == .files {
            lines = Wrapping.lines(refusal, width: width).map { Line($0, theme.dim) }
        }
        if lines.isEmpty {
            lines = Wrapping.lines(Strings.selectSomething(model.keymap), width: width).map { Line($0, theme.dim) }
        }
        if let hint = model.models?.hint {
            lines.append(.empty)
            lines += Wrapping.lines(hint, width: width).map { Line($0, theme.dim) }
        }
        return lines
    }
}
