/// What a key can do.
package enum Action: String, Sendable, Hashable, CaseIterable {
    case up, down, left, right, pageUp, pageDown, top, bottom, parent, enter, open
    case nextPane, previousPane, back, close
    case mark, markAll, unmarkAll, submit, toggleHidden, filter
    case invertMarks, markRange, markGlob, markTree, showMarks, sortFiles, goHome, showRecents
    case goToPath = "goto"
    case pauseSending, stopSending
    case cancelJob, retryJob
    case showMain, showStats, showLog, showProfiles
    case shorterRange, longerRange, holdLog
    case forgetJob, undo, find, nextMatch, previousMatch, savedFilters, sort, pauseQueue, chooseModel
    case quietWorker, drainWorker
    case saveFilter, deleteFilter, pick, confirm, decline, sendAndQuit, dropAndQuit
    case sheet
    case help, palette, theme, toggleMouse
    case redraw, suspend, quit, interrupt
    case yes, no

    case copy, export, review, compare
    case chooseText, chooseJSON, chooseJSONLines, chooseCSV, chooseID, choosePath, switchScope
    case confirmTop, pickFirst, pickSecond, pickThird, pickFourth, pickFifth, pickNone
    case skipPicture, undoJudgement, reviewSummary
    case chooseA, chooseB, swapModels, toggleAgreeing, submitMissingResults
}

extension Action {
    /// As the configuration and the palette write it: `page-up`, `choose-json-lines`.
    package var name: String {
        let letters = Array(rawValue)
        return letters.indices.reduce(into: "") { name, index in
            // Capitals next to each other are one word, up to the one that begins the next word.
            let isAfterSmall = index > 0 && !letters[index - 1].isUppercase
            let isBeforeSmall = index > 0 && index + 1 < letters.count && !letters[index + 1].isUppercase
            if letters[index].isUppercase, isAfterSmall || isBeforeSmall { name.append("-") }
            name.append(letters[index].lowercased())
        }
    }

    package static func named(_ name: String) -> Action? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// Where a key is pressed.
package enum KeyContext: Sendable, Hashable, CaseIterable {
    case files, queue, sheet, stats, log, profiles, detail, help, question, menu, confirmation, leaving
    case marks, preflight, recents, stopQuestion
    /// A menu of formats, the choice of two models, and a question about results.
    case formats, models, ask
    case review, comparison
}

extension Set<KeyContext> {
    static let lists: Self = [.files, .queue]
    static let scrolling: Self = [
        .files, .queue, .sheet, .stats, .log, .profiles, .detail, .help, .menu, .marks, .preflight, .recents, .review,
        .comparison,
    ]
    /// Where digits go to another screen: in a review they pick a label.
    static let watchable = scrolling.subtracting([.review, .comparison])
    /// From where the help opens: other screens would be lost behind it.
    static let explained: Self = [
        .files, .queue, .sheet, .stats, .log, .detail, .help, .menu, .review, .comparison,
    ]
    /// Where panes or lists are.
    static let panes: Self = [.files, .queue, .stats]
    static let openable: Self = [.files, .queue, .sheet, .stats, .log, .profiles]
    /// Where keys act on a job.
    static let acting: Self = [.files, .queue, .sheet, .detail]
    /// Where the command palette opens.
    static let commanding: Self = [.files, .queue, .sheet, .stats, .log, .detail]
    static let everywhere = Set(KeyContext.allCases)
}
