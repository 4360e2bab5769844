import API
import Foundation

/// `y`: results into the clipboard of the terminal.
extension Update {
    static func openCopyMenu(_ model: inout Model) -> [Effect] {
        guard let subject = model.copySubject else { return [] }
        model.results.layer = .menu(.copy(subject))
        return []
    }

    static func copy(
        _ subject: ResultsMenu.CopySubject, as format: ResultFormat, _ model: inout Model
    ) -> [Effect] {
        let text: String
        if format == .path {
            let paths = subject.paths.compactMap(\.exactText)
            // Pasted into a shell, a line feed or an escape sequence in a name would act.
            guard paths.count == subject.paths.count, paths.allSatisfy({ $0 == ShownText.sanitise($0) }) else {
                say(Strings.pathNotCopied, .bad, in: &model)
                return []
            }
            text = paths.joined(separator: "\n")
        } else {
            text = ResultText.of(subject.jobs, as: format)
        }
        guard text.utf8.count <= ClipboardSequence.mostBytes else {
            say(Strings.tooMuchToCopy(text.utf8.count), .bad, in: &model)
            return []
        }
        let copied = Copied(text: text, name: subject.name, format: format, missing: subject.missing)
        return [.results(.copy(copied))]
    }

    static func said(_ copied: Copied, _ reached: Bool, _ model: inout Model) -> [Effect] {
        guard reached else {
            say(Strings.copyFailed, .bad, in: &model)
            return []
        }
        let text = Strings.copied(
            copied.name, Strings.formatWords(copied.format).0, bytes: copied.text.utf8.count, missing: copied.missing,
            through: model.capabilities.multiplexer, room: model.size.columns - 4)
        model.note = Note(text: text, tone: .good, until: model.now.addingTimeInterval(8))
        return []
    }
}

extension Model {
    /// What `y` copies: the marked ones, else the one under the cursor.
    var copySubject: ResultsMenu.CopySubject? {
        let ids = markedJobs
        if overlay == nil, !ids.isEmpty || (list == .files && !files.marks.isEmpty) {
            let jobs = ids.compactMap { job($0) }
            let paths = list == .files ? files.marks : jobs.compactMap { uploads.pathOfJob[$0.id] }
            return ResultsMenu.CopySubject(
                name: Strings.markedJobs(max(ids.count, paths.count)), jobs: jobs, paths: paths,
                missing: ids.count - jobs.count)
        }
        if let job = subjectJob {
            let path = subjectFile ?? uploads.pathOfJob[job.id]
            return ResultsMenu.CopySubject(
                name: Shown.name(job.image.name), jobs: [job], paths: path.map { [$0] } ?? [])
        }
        guard let file = subjectFile else { return nil }
        return ResultsMenu.CopySubject(name: file.name, jobs: [], paths: [file])
    }
}
