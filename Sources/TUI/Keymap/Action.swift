/// What a key can do.
package enum Action: String, Sendable, Hashable, CaseIterable {
    case up, down, left, right, pageUp, pageDown, top, bottom, parent, enter, open
    case nextPane, previousPane, back, close
    case mark, markAll, unmarkAll, submit, toggleHidden, filter
    case invertMarks, markRange, markGlob, markTree, showMarks, sortFiles, goToPath, goHome, showRecents
    case pauseSending, stopSending
    case cancelJob, retryJob
    case showMain, showStats, showLog, showProfiles
    case shorterRange, longerRange, holdLog
    case forgetJob, undo, find, nextMatch, previousMatch, savedFilters, sort, pauseQueue, chooseModel
    case saveFilter, deleteFilter, pick, confirm, decline, sendAndQuit, dropAndQuit
    case sheet
    case help, palette, goto, theme, toggleMouse
    case redraw, suspend, quit, interrupt
    case yes, no

    case copy, export, review, compare
    case chooseText, chooseJSON, chooseJSONLines, chooseCSV, chooseID, choosePath, switchScope
    case confirmTop, pickFirst, pickSecond, pickThird, pickFourth, pickFifth, pickNone
    case skipPicture, undoJudgement, reviewSummary
    case chooseA, chooseB, swapModels, toggleAgreeing, submitMissingResults
}

extension Action {
    /// As the configuration and the palette write it: `page-up`.
    package var name: String {
        rawValue.reduce(into: "") { name, character in
            if character.isUppercase { name.append("-") }
            name.append(character.lowercased())
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
    static let explained: Self = [.files, .queue, .sheet, .stats, .log, .detail, .help, .menu]
    /// Where panes or lists are.
    static let panes: Self = [.files, .queue, .stats]
    static let openable: Self = [.files, .queue, .sheet, .stats, .log, .profiles]
    /// Where keys act on a job.
    static let acting: Self = [.files, .queue, .sheet, .detail]
    /// Where the command palette opens.
    static let commanding: Self = [.files, .queue, .sheet, .stats, .log, .detail]
    static let everywhere = Set(KeyContext.allCases)
}
