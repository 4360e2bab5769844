import API

/// Copying, exporting and comparing.
extension Strings {
    static func markedJobs(_ count: Int) -> String { "\(Shown.count(count)) marked" }
    // Formats
    static func formatWords(_ format: ResultFormat) -> (String, String) {
        switch format {
        case .text: ("text", "labels and scores, to read")
        case .csv: ("CSV", "a table, for a spreadsheet")
        case .json: ("JSON", "as the API has it")
        case .jsonLines: ("JSON lines", "one object a line, to stream")
        case .id: ("id", "of the job")
        case .path: ("path", "of the file")
        }
    }

    // Copying
    static let copyTitle = "Copy"
    static let noResultToCopy = "There is no job to copy: only the path can be copied."
    static let noPathToCopy = "The path is not known: this image was not sent from this machine."
    static let nothingToCopy = "There is nothing to copy here: move onto a file or a job."
    static let pathNotCopied = "The name has characters that would act when pasted: its path is not copied."
    static let copyFailed = "The terminal did not take the text: nothing was copied."
    static func tooMuchToCopy(_ bytes: Int) -> String {
        "\(Shown.count(bytes)) bytes are more than terminals take (\(Shown.count(ClipboardSequence.mostBytes))): "
            + "e writes them to a file."
    }

    /// What was copied, and what to do where nothing arrives; the shortest form always fits.
    static func copied(
        _ name: String, _ format: String, bytes: Int, missing: Int,
        through multiplexer: TerminalCapabilities.Multiplexer?, room: Int
    ) -> String {
        let size = "\(Shown.count(bytes)) \(bytes == 1 ? "byte" : "bytes")"
        let left = missing > 0 ? " \(missing) not loaded, so left out." : ""
        let advice =
            switch multiplexer {
            case .tmux: "Nothing to paste? In tmux: set -g set-clipboard on"
            case .screen: "Nothing to paste? GNU screen and the terminal must let OSC 52 through."
            case nil: "Nothing to paste? The terminal must allow OSC 52."
            }
        let long = "Copied \(name) as \(format), \(size).\(left)"
        let short = "\(size) of \(format) copied.\(left)"
        for text in ["\(long) \(advice)", "\(short) \(advice)", long] where DisplayWidth.of(text) <= room {
            return text
        }
        return short
    }

    // Exporting
    static let exportTitle = "Export"
    static let nothingToExport = "There is no job to export yet."
    static let exportNeedsName = "This names no file: nothing was written."
    static let exportStopped = "The export was stopped; nothing is left of it."
    static let stopExportQuestion = "An export is under way. Stop it?"
    static let quitExportQuestion = "An export is under way. Quit and drop it?"
    static func overwriteQuestion(_ name: String, _ size: String) -> String {
        "\(name) is there already (\(size)). Overwrite it?"
    }
    static func exportExists(_ name: String) -> String { "\(name) is there already: nothing was written." }
    static func exportTargetIsNoFile(_ path: String) -> String { "\(path) is not a regular file: name a file in it." }
    static func exportUnwritable(_ path: String, _ reason: String) -> String {
        "\(path) can't be written: \(reason). Nothing is left of it."
    }
    static func exporting(_ written: Int, of total: Int?) -> String {
        total.map { "exporting \(Shown.count(written)) of \(Shown.count($0))" }
            ?? "exporting \(Shown.count(written))"
    }
    static func exported(_ summary: ExportSummary, to path: String, room: Int) -> String {
        let gone = summary.gone > 0 ? "; \(summary.gone) are gone from the service" : ""
        let records = summary.written == 1 ? "1 record" : "\(Shown.count(summary.written)) records"
        let head = "\(records), \(Shown.bytes(summary.bytes))\(gone), in "
        return head + ShownText.truncateMiddle(path, to: max(12, room - DisplayWidth.of(head)))
    }

    static func scope(_ subject: ExportSubject) -> String {
        switch subject {
        case .jobs(let scope): Strings.scope(scope)
        case .judgements(let all, true): all.count == 1 ? "1 correction" : "\(Shown.count(all.count)) corrections"
        case .judgements(let all, false): "every judgement (\(Shown.count(all.count)))"
        case .comparison(let table): table.rows.count == 1 ? "1 picture" : "\(Shown.count(table.rows.count)) pictures"
        }
    }

    static func scope(_ scope: JobScope) -> String {
        switch scope {
        case .jobs(let ids): ids.count == 1 ? "1 job" : "\(Shown.count(ids.count)) marked jobs"
        case .filter("", let count): count.map { "all \(Shown.count($0)) jobs" } ?? "all jobs"
        case .filter(let filter, let count):
            count.map { "\($0 == 1 ? "1 job" : "\(Shown.count($0)) jobs") of /\(filter)" } ?? "jobs of /\(filter)"
        }
    }

    // Keys that work in one place only
    static let onlyInMenu = "This works in a menu of formats: y or e opens one."
    static let onlyInReview = "This works in a review: V starts one."
    static let onlyInComparison = "This works in a comparison: C starts one."
    static let notInThisMenu = "This menu does not have it."
    static let oneScopeOnly = "There is nothing else to choose."

    // Prompts
    static let exportPromptLead = "write to"
    static let labelPromptLead = "label"
    static func exportPromptHint(_ folder: String) -> String { "in \(folder)   Enter writes" }
    static let exportPromptKeys = "Enter   Esc"
    static let labelPromptHint = "Tab completes   Enter without a label: none of these"
    static let labelPromptKeys = "Tab completes   Enter takes it   Esc stops"
    static let noLabelMatches = "No label that was seen matches: Enter takes it as it is typed."

    // Menus
    static let menuKeys = "Enter or a letter   Esc closes"
    static let menuScopeKeys = "Tab what   a letter how   Esc closes"

    // Comparison
    static let compareTitle = "Compare"
    static let nothingToCompare = "There is no picture to compare yet."
    static let oneModelOnly = "The service has one classifier only: top5 models add or pull brings another."
    static let compareKeys = "a A   b B   x swap   Enter compares"
    static func compareOn(_ pictures: ComparisonRequest.Pictures) -> String {
        switch pictures {
        case .files(let paths): paths.count == 1 ? "on 1 marked file" : "on \(Shown.count(paths.count)) marked files"
        case .jobs(let scope): "on the pictures of \(Strings.scope(scope))"
        }
    }
    static func submitMissingQuestion(pictures: Int, jobs: Int) -> String {
        let what = pictures == 1 ? "1 picture has" : "\(Shown.count(pictures)) pictures have"
        let how = jobs == 1 ? "1 job" : "\(Shown.count(jobs)) jobs"
        return "\(what) not been seen by both. Submit \(how)?"
    }
    static func submitMissingShort(_ jobs: Int) -> String {
        jobs == 1 ? "Submit 1 missing job?" : "Submit \(Shown.count(jobs)) missing jobs?"
    }
    static func comparisonLeft(_ count: Int) -> String {
        count == 1 ? "1 answer was not waited for." : "\(Shown.count(count)) answers were not waited for."
    }
    static func agreement(_ agreeing: Int, of compared: Int) -> String {
        guard compared > 0 else { return "nothing compared yet" }
        return "\(Shown.count(agreeing)) of \(Shown.count(compared)) agree (\(agreeing * 100 / compared) %)"
    }
    static func waitingFor(_ count: Int) -> String { "waiting for \(Shown.count(count))" }
    static func missingResults(_ count: Int) -> String { "\(Shown.count(count)) missing" }
    static func failedResults(_ count: Int) -> String { "\(Shown.count(count)) failed" }
    static func unreadableFiles(_ count: Int) -> String {
        count == 1 ? "1 file can't be read" : "\(Shown.count(count)) files can't be read"
    }
    static let onlyDisagreements = "where they disagree"
    static let everyPicture = "every picture"
    static let noDisagreement = "They agree on every picture that both have seen. a shows all of them."
    static let noPictures = "There is no picture here that was classified."
    static let noRowsToExport = "The table is empty: a shows every picture."
    static let nothingMissing = "Both models have seen every picture."
    static let missingWord = "not seen"
    static let comparisonColumns = (image: "IMAGE", a: "A", b: "B")

    // Keys
    static let groupResults = "Results"
    static let helpCopy = "copy the result: text, JSON, CSV, id or path"
    static let helpExport = "export the marked or filtered jobs to a file"
    static let helpReview = "review: confirm or correct, least certain first"
    static let helpCompare = "compare two models on the same pictures"
    static let helpChooseText = "as text"
    static let helpChooseJSON = "as JSON"
    static let helpChooseJSONLines = "as JSON lines"
    static let helpChooseCSV = "as CSV"
    static let helpChooseID = "the job's id"
    static let helpChoosePath = "the file's path"
    static let helpSwitchScope = "the next choice of jobs"
    static let helpMenuUp = "to the entry above"
    static let helpMenuDown = "to the entry below"
    static let helpMenuTake = "take the entry"
    static let helpMenuClose = "close it"
    static let helpConfirmTop = "the first label is right"
    static let helpPickFirst = "the first is right, as with y"
    static let helpPickSecond = "the second is right"
    static let helpPickThird = "the third is right"
    static let helpPickFourth = "the fourth is right"
    static let helpPickFifth = "the fifth is right"
    static let helpPickNone = "none of them: type the label, if you know it"
    static let helpSkip = "skip the picture"
    static let helpUndoJudgement = "take the last judgement back"
    static let helpSummary = "accuracy and confusions so far; back to the pictures"
    static let helpExportReview = "export the corrections as CSV"
    static let helpLeaveReview = "leave the review; it can be gone on with later"
    static let helpChooseA = "model A"
    static let helpChooseB = "model B"
    static let helpSwapModels = "A for B"
    static let helpStartComparison = "compare"
    static let helpToggleAgreeing = "every picture, or only where they disagree"
    static let helpSubmitMissing = "submit what one of them has not seen"
    static let helpExportComparison = "export the table as CSV"
    static let helpLeaveComparison = "leave the comparison"
    static let helpAskYes = "yes, do it"
    static let helpAskNo = "no"

    static let hintCopy = "copy"
    static let hintExport = "export"
    static let hintReview = "review"
    static let hintCompare = "compare"
    static let hintTake = "take"
    static let hintClose = "close"
    static let hintScope = "what"
    static let hintConfirmTop = "first"
    static let hintPickRank = "to 5 pick"
    static let hintNone = "none"
    static let hintSkip = "skip"
    static let hintUndoJudgement = "undo"
    static let hintSummary = "summary"
    static let hintSwap = "swap"
    static let hintAll = "all"
    static let hintMissing = "missing"
    static let hintAskYes = "yes"
    static let hintAskNo = "no"
}
