import API

/// Copying, exporting, reviewing and comparing: what keys and answers lead to.
extension Update {
    static func results(_ message: ResultsMessage, _ model: inout Model) -> [Effect] {
        switch message {
        case .copied(let copied, let reached): return said(copied, reached, &model)
        case .exportProgress(let number, let written, let total): exportMoved(number, written, total, &model)
        case .exportEnded(let number, let result): exportEnded(number, result, &model)
        case .reviewProgress(let number, let looked, let total):
            guard model.results.review?.number == number else { break }
            model.results.review?.phase = .gathering(looked: looked, of: total)
        case .reviewFound(let number, let result): reviewFound(number, result, &model)
        case .journalRead(let result): journalRead(result, &model)
        case .journalWritten(let problem): journalWritten(problem, &model)
        case .comparisonProgress(let number, let looked, let total):
            guard model.results.comparison?.request.number == number else { break }
            model.results.comparison?.phase = .gathering(looked: looked, of: total)
        case .comparisonFound(let number, let result): comparisonFound(number, result, &model)
        case .comparisonSubmitted(let number, let missing, let result):
            comparisonSubmitted(number, missing, result, &model)
        }
        return []
    }

    /// - Returns: nil for actions that are somebody else's.
    static func resultsAction(_ action: Action, _ model: inout Model) -> [Effect]? {
        switch model.results.layer {
        case .menu(let menu): return menuAction(action, menu, &model)
        case .question(let question): return questionAction(action, question, &model)
        case .models(let choice): return choiceAction(action, choice, &model)
        case nil: break
        }
        if model.overlay == .review { return reviewAction(action, &model) }
        if model.overlay == .comparison { return comparisonAction(action, &model) }
        guard [.copy, .export, .review, .compare].contains(action) else { return nil }
        if let refusal = model.characterRefusal(of: action) ?? model.resultsRefusal(of: action) {
            say(refusal, in: &model)
            return []
        }
        switch action {
        case .copy: return openCopyMenu(&model)
        case .export: return openExportMenu(&model)
        case .review: return startReview(&model)
        case .compare: return openModelChoice(&model)
        default: return nil
        }
    }

    private static func menuAction(_ action: Action, _ menu: ResultsMenu, _ model: inout Model) -> [Effect]? {
        var menu = menu
        switch action {
        case .up: menu.moveCursor(by: -1)
        case .down: menu.moveCursor(by: 1)
        case .switchScope where model.resultsRefusal(of: .switchScope) == nil: menu.switchSubject()
        case .back:
            model.results.layer = nil
            return []
        case .open: return choose(menu.entries[menu.cursor], menu, &model)
        default:
            guard let entry = menu.entries.first(where: { $0.action == action }) else {
                guard let refusal = model.resultsRefusal(of: action) else { return nil }
                say(refusal, in: &model)
                return []
            }
            return choose(entry, menu, &model)
        }
        model.results.layer = .menu(menu)
        return []
    }

    private static func choose(_ entry: ResultsMenu.Entry, _ menu: ResultsMenu, _ model: inout Model) -> [Effect] {
        if let refusal = entry.refusal {
            say(refusal, in: &model)
            return []
        }
        model.results.layer = nil
        switch menu.purpose {
        case .copy(let subject): return copy(subject, as: entry.format, &model)
        case .export(let subjects, let chosen):
            promptForPath(subjects[chosen], entry.format, &model)
            return []
        }
    }

    private static func questionAction(
        _ action: Action, _ question: ResultsQuestion, _ model: inout Model
    ) -> [Effect]? {
        guard action == .yes || action == .no else { return nil }
        model.results.layer = nil
        let isYes = action == .yes
        switch question {
        case .overwrite(let request, _):
            if isYes { return startExport(request, overwriting: true, &model) }
            promptForPath(request.subject, request.format, name: request.path.shown, &model)
        case .stopExport: if isYes { return stopExport(&model) }
        case .quitDuringExport:
            guard isYes else { break }
            model.hasQuit = true
        case .submitMissing: return isYes ? submitMissing(&model) : []
        }
        return []
    }

    /// Esc closes what lies on top; a review and a comparison are left with `leave`.
    static func leaveResults(_ model: inout Model) -> [Effect] {
        switch model.overlay {
        case .review:
            if model.results.review?.showsSummary == true, model.results.review?.isReady == true {
                model.results.review?.showsSummary = false
                return []
            }
            model.overlay = nil
            // The journal's rest is still to be written: the state goes with the next review.
            return model.results.review?.phase == .ready ? [] : [.results(.dropReview)]
        case .comparison:
            model.overlay = nil
            let unsent = model.results.comparison?.tally.waiting ?? 0
            if unsent > 0 { say(Strings.comparisonLeft(unsent), in: &model) }
            model.results.comparison?.giveUpWaiting()
            return [.results(.dropComparison)]
        default: return []
        }
    }

    /// The help, which gives way to what it was called from.
    static func helpOnResults(_ model: inout Model) {
        model.results.beneathHelp = model.overlay
        model.help = HelpState(context: model.keyContext, returnsTo: nil)
        model.overlay = .help(scroll: 0)
    }

    /// Of every job that is heard of.
    static func noteResult(_ job: Job, _ model: inout Model) {
        model.results.comparison?.hear(job)
    }

    /// Work that follows from the state.
    static func settleResults(_ model: inout Model) -> [Effect] {
        if model.overlay == nil, let beneath = model.results.beneathHelp {
            model.overlay = beneath
            model.results.beneathHelp = nil
        }
        clampResults(&model)
        if let lines = model.results.review?.nextWrite() { return [.results(.appendJournal(lines))] }
        return []
    }

    /// Keeps the cursor of a comparison on the screen, and the scrolling of a summary in bounds.
    private static func clampResults(_ model: inout Model) {
        let layout = model.layout
        if model.overlay == .comparison, let comparison = model.results.comparison {
            let offset = scrolled(
                comparison.offset, toShow: comparison.cursor, rows: layout.comparison.tableRows,
                count: comparison.rows.count)
            model.results.comparison?.offset = offset
        }
        if model.overlay == .review, let review = model.results.review, review.showsSummary {
            let theme = model.theme
            let count = ReviewSummaryView.lines(review, in: model, theme).count
            model.results.review?.scroll = min(review.scroll, max(0, count - layout.body.inset().rows))
        }
    }
}
