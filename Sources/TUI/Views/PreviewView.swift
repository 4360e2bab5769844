import API

/// The picture of what is under the cursor, with its facts below.
enum PreviewView {
    static func draw(_ model: Model, in rect: Rect, theme: Theme, on frame: inout Frame) {
        let focused = model.focus == .preview && model.covering == nil
        let subject = PreviewSubject(model)
        var title = Line(Strings.preview, focused ? theme.focusedTitle : theme.title)
        if let name = subject.name {
            title +=
                Line("  ")
                + Line(ShownText.truncateMiddle(name, to: rect.columns - Strings.preview.count - 8), theme.dim)
        }
        Panel.draw(rect, title: title, focused: focused, theme: theme, on: &frame)
        frame.link(rect, to: .pane(.preview))
        let inner = rect.inset()
        guard inner.rows > 0 else { return }
        let area = Rect(row: inner.row, column: inner.column, rows: inner.rows - 1, columns: inner.columns)
        picture(model, subject, in: area, theme: theme, on: &frame)
        if let facts = subject.facts {
            let line = Line(ShownText.truncate(facts, to: inner.columns - 2), theme.dim)
            frame.putCentred(line, row: inner.row + inner.rows - 1, column: inner.column + 1, width: inner.columns - 2)
        }
    }

    /// The picture, or why there is none.
    static func picture(_ model: Model, _ subject: PreviewSubject, in area: Rect, theme: Theme, on frame: inout Frame) {
        if let picture = model.preview.picture {
            frame.put(picture, in: area)
            return
        }
        guard let text = model.preview.problem ?? subject.problem ?? substitute(model) ?? notice(model) else { return }
        var lines = Wrapping.lines(text, width: area.columns - 4)
        if model.showsTasks, let notice = notice(model), notice != text {
            lines += [""] + Wrapping.lines(notice, width: area.columns - 4)
        }
        let top = area.row + max(0, (area.rows - lines.count) / 2)
        for (index, line) in lines.prefix(area.rows).enumerated() {
            frame.putCentred(
                Line(line, subject.isRefused ? theme.bad : theme.dim), row: top + index, column: area.column + 2,
                width: area.columns - 4)
        }
    }

    /// Where no pictures are, there is room for what else can't be seen.
    private static func notice(_ model: Model) -> String? {
        model.showsTasks ? model.notice : nil
    }

    /// A whole empty half of the details needs a word; in the small pane it would only flicker as the cursor moves.
    private static func substitute(_ model: Model) -> String? {
        switch model.covering {
        case .job, .file: model.preview.isLoading ? Strings.loadingPicture : Strings.noPicture
        default: nil
        }
    }
}

/// What the preview is about.
struct PreviewSubject {
    var name: String?
    /// `500×375 JPEG  51 kB`
    var facts: String?
    /// Why there is no picture.
    var problem: String?
    var isRefused = false

    init(_ model: Model) {
        if let job = model.subjectJob, model.list == .queue || model.covering != nil {
            name = job.image.name
            facts = Self.facts(job.image.width, job.image.height, job.image.format, job.image.bytes)
            problem = model.pictureRefusal
            return
        }
        guard let path = model.subjectFile else { return }
        name = path.name
        guard let entry = model.files.entry(at: path) else { return }
        facts =
            model.files.facts(of: entry)?.image
            .map { Self.facts($0.width, $0.height, $0.format, entry.size) } ?? Shown.bytes(entry.size)
        switch model.verdict(of: entry) {
        case .refused(_, let message):
            problem = message
            isRefused = true
        case .notAnImage(let reason): problem = reason
        case .acceptable, .unknown: break
        }
    }

    private static func facts(_ width: Int, _ height: Int, _ format: String, _ bytes: Int) -> String {
        Shown.picture(width, height, format, bytes)
    }
}
