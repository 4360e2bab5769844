package import API

/// A few formats, each under a letter: where to is the menu's purpose.
package struct ResultsMenu: Sendable, Equatable {
    package enum Purpose: Sendable, Equatable {
        case copy(CopySubject)
        /// The scopes that Tab goes through, and the one that is chosen.
        case export([ExportSubject], chosen: Int)
    }

    package struct Entry: Sendable, Equatable {
        package var action: Action
        package var format: ResultFormat
        package var label: String
        package var detail: String
        /// Why it can't be chosen now.
        package var refusal: String?
    }

    package var purpose: Purpose
    package var entries: [Entry]
    package var cursor = 0

    /// What is copied: jobs, and the files that they came from where these are on this machine.
    package struct CopySubject: Sendable, Equatable {
        package var name: String
        package var jobs: [Job]
        package var paths: [RawPath]
        /// Marked jobs that the list does not hold, so that they can't be copied.
        package var missing = 0
    }

    package static func copy(_ subject: CopySubject) -> ResultsMenu {
        let noJob = subject.jobs.isEmpty ? Strings.noResultToCopy : nil
        let noPath = subject.paths.isEmpty ? Strings.noPathToCopy : nil
        return ResultsMenu(
            purpose: .copy(subject),
            entries: [
                Entry(.chooseText, .text, refusal: noJob), Entry(.chooseJSON, .json, refusal: noJob),
                Entry(.chooseCSV, .csv, refusal: noJob), Entry(.chooseID, .id, refusal: noJob),
                Entry(.choosePath, .path, refusal: noPath),
            ])
    }

    package static func export(_ subjects: [ExportSubject]) -> ResultsMenu {
        // What has been judged or compared is a table.
        let isTable = subjects.allSatisfy { if case .jobs = $0 { false } else { true } }
        var entries = [Entry(.chooseCSV, .csv)]
        if !isTable { entries += [Entry(.chooseJSON, .json), Entry(.chooseJSONLines, .jsonLines)] }
        return ResultsMenu(purpose: .export(subjects, chosen: 0), entries: entries)
    }

    package mutating func moveCursor(by distance: Int) {
        cursor = min(max(0, cursor + distance), entries.count - 1)
    }

    /// The next of the scopes, where there are several.
    package mutating func switchSubject() {
        guard case .export(let subjects, let chosen) = purpose else { return }
        purpose = .export(subjects, chosen: (chosen + 1) % subjects.count)
    }
}

extension ResultsMenu.Entry {
    init(_ action: Action, _ format: ResultFormat, refusal: String? = nil) {
        let (label, detail) = Strings.formatWords(format)
        self.init(action: action, format: format, label: label, detail: detail, refusal: refusal)
    }
}
