import API

/// One job in the queue.
enum QueueRow {
    static func draw(
        _ job: Job, columns: QueueColumns, in rect: Rect, isCurrent: Bool, _ model: Model, _ theme: Theme,
        on frame: inout Frame
    ) {
        if isCurrent {
            frame.put(theme.glyphs.cursor, row: rect.row, column: rect.column, width: 1, style: theme.focusedTitle)
        }
        let held = model.heldAction(over: job)
        for place in columns.places {
            var place = place
            // Why a job failed or waits needs the room that its progress does not.
            if job.error != nil || held != nil || job.status == .queued, columns.progress > 0 {
                if place.part == .progress { continue }
                if place.part == .result {
                    place.column -= columns.progress + QueueColumns.gap
                    place.width += columns.progress + QueueColumns.gap
                }
            }
            var line = line(place.part, width: place.width, job, columns, model, theme)
            if let held, place.part == .result {
                let text = Strings.heldLine(held.action, held.isSent ? nil : held.secondsLeft(at: model.now))
                line = Line(ShownText.truncate(text, to: place.width), theme.warning)
            }
            let column = rect.column + 2 + place.column
            if place.part == .time {
                frame.putRight(line, row: rect.row, column: column, width: place.width)
            } else {
                frame.put(line, row: rect.row, column: column, width: place.width)
            }
        }
    }

    private static func line(
        _ part: QueueColumns.Part, width: Int, _ job: Job, _ columns: QueueColumns, _ model: Model, _ theme: Theme
    ) -> Line {
        let status = theme.style(of: job.status)
        switch part {
        case .id: return Line(Shown.id(job.id), theme.dim)
        case .image:
            return Line(
                ShownText.truncateMiddle(Shown.name(job.image.name), to: width),
                job.status == .cancelled ? theme.dim : theme.text)
        case .state: return Line("\(theme.glyph(of: job.status)) \(Strings.word(job.status))", status)
        case .step: return Line(ShownText.truncate(step(job, model), to: width), stepStyle(job, theme))
        case .progress: return progress(job, width: width, theme)
        case .result where job.status == .queued:
            return waiting(job, width: width, columns, model, theme)
        case .result:
            let result = QueueWords.result(job, width: width, theme: theme)
            return result.spans.isEmpty ? unfinished(job, width: width, columns, model, theme) : result
        case .time: return Line(QueueWords.time(job, model), theme.dim)
        case .client: return Line(ShownText.truncate(job.client, to: width), theme.dim)
        }
    }

    /// Why it waits; with its place where that has no column of its own.
    private static func waiting(
        _ job: Job, width: Int, _ columns: QueueColumns, _ model: Model, _ theme: Theme
    ) -> Line {
        let place = columns.step == 0 ? QueueWords.waiting(job, model) : ""
        let reason = QueueWords.reason(job, model) ?? ""
        let text = [place, reason].filter { !$0.isEmpty }.joined(separator: " \(theme.glyphs.separator) ")
        return Line(ShownText.truncate(text, to: width), job.error == nil ? theme.dim : theme.warning)
    }

    private static func step(_ job: Job, _ model: Model) -> String {
        switch job.status {
        case .queued: QueueWords.waiting(job, model)
        case .running: job.progress.map { Strings.long($0.step) } ?? Strings.starting
        case .failed: job.error?.step.map { Strings.long($0) } ?? ""
        case .succeeded, .cancelled: ""
        }
    }

    private static func stepStyle(_ job: Job, _ theme: Theme) -> Style {
        switch job.status {
        case .running: theme.active
        case .failed: theme.bad
        default: theme.dim
        }
    }

    private static func progress(_ job: Job, width: Int, _ theme: Theme) -> Line {
        switch job.status {
        case .running: Bars.line(job.progress?.fraction ?? 0, width: width, style: theme.active, theme: theme)
        case .succeeded: Line(String(repeating: theme.glyphs.doneBar, count: width), theme.doneBar)
        case .queued, .failed, .cancelled: .empty
        }
    }

    /// Where step and progress have no columns of their own, the result's place tells them.
    private static func unfinished(
        _ job: Job, width: Int, _ columns: QueueColumns, _ model: Model, _ theme: Theme
    ) -> Line {
        var line = Line.empty
        if columns.step == 0 {
            line = Line(ShownText.truncate(step(job, model), to: width), stepStyle(job, theme))
        }
        if columns.progress == 0, job.status == .running, width - line.width >= 7 {
            if !line.spans.isEmpty { line = line.padded(to: 13) + Line(" ") }
            let room = min(12, width - line.width)
            if room > 3 { line += progress(job, width: room, theme) }
        }
        return line
    }
}
