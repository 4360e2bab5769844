import API
import Foundation

/// The whole job over the panes: picture, top-5, times, ids.
enum DetailView {
    static func draw(_ id: String, scroll: Int, _ model: Model, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        let job = model.job(id)
        var title = Line(Strings.jobGone, theme.dim)
        if let job {
            let name = ShownText.truncateMiddle(Shown.name(job.image.name), to: max(4, rect.columns - 24))
            title =
                Line("\(name)  ", theme.focusedTitle)
                + Line("\(theme.glyph(of: job.status)) \(Strings.word(job.status))", theme.style(of: job.status))
        }
        Panel.draw(rect, title: title, focused: true, theme: theme, on: &frame)
        guard let job else { return }
        if let area = model.layout.detailPicture {
            PreviewView.picture(model, PreviewSubject(model), in: area, theme: theme, on: &frame)
        }
        let text = model.layout.detailText
        let lines = DetailLines.lines(of: job, in: model, width: text.columns)
        for row in 0..<max(0, text.rows) where scroll + row < lines.count {
            frame.put(lines[scroll + row], row: text.row + row, column: text.column, width: text.columns)
        }
        Panel.scrollbar(
            rect, firstRow: text.row, offset: scroll, visible: text.rows, count: lines.count, focused: true,
            theme: theme, on: &frame)
    }
}

/// A file that has no job yet, in the whole room.
enum FileView {
    static func draw(_ path: RawPath, _ model: Model, theme: Theme, on frame: inout Frame) {
        let rect = model.layout.body
        let subject = PreviewSubject(model)
        let name = ShownText.truncateMiddle(path.name, to: max(4, rect.columns - 8))
        Panel.draw(rect, title: Line(name, theme.focusedTitle), focused: true, theme: theme, on: &frame)
        PreviewView.picture(model, subject, in: model.layout.filePicture, theme: theme, on: &frame)
        let inner = rect.inset()
        if let facts = subject.facts {
            frame.putCentred(
                Line(facts, theme.dim), row: inner.row + inner.rows - 1, column: inner.column, width: inner.columns)
        }
    }
}
