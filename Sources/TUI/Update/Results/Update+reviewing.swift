import API
import Client
import Foundation

/// `V`: one picture after the other, is top-1 right?
extension Update {
    static func startReview(_ model: inout Model) -> [Effect] {
        guard let scope = model.resultScopes.first(where: { $0.count != 0 }) else { return [] }
        if let review = model.results.review, !review.unsaved.isEmpty {
            // What could not be saved is tried again before anything else is looked at.
            model.results.review?.saveProblem = nil
            model.overlay = .review
            return []
        }
        model.results.generation += 1
        let number = model.results.generation
        model.results.review = ReviewState(number: number, scope: scope)
        model.overlay = .review
        return [.results(.gatherReview(number: number, scope)), .results(.readJournal)]
    }

    static func reviewFound(_ number: Int, _ result: Result<FoundReview, ClientError>, _ model: inout Model) {
        guard model.results.review?.number == number else { return }
        switch result {
        case .success(let found):
            model.results.review?.take(found.items, considered: found.considered, labels: found.labels)
        case .failure(let error): model.results.review?.phase = .failed(Strings.shown(error))
        }
    }

    static func journalRead(_ result: Result<JournalContents, JournalProblem>, _ model: inout Model) {
        guard model.results.review?.hasJournal == false else { return }
        switch result {
        case .success(let contents):
            model.results.review?.takeJournal(contents.judgements)
            if contents.damaged > 0 { say(Strings.journalDamaged(contents.damaged), .bad, in: &model) }
        case .failure(let problem): model.results.review?.phase = .failed(problem.description)
        }
    }

    static func journalWritten(_ problem: JournalProblem?, _ model: inout Model) {
        model.results.review?.written(problem?.description)
        if let problem { say(problem.description, .bad, in: &model) }
    }

    static func reviewAction(_ action: Action, _ model: inout Model) -> [Effect]? {
        guard let review = model.results.review else { return nil }
        if let refusal = model.resultsRefusal(of: action) {
            say(refusal, in: &model)
            return []
        }
        switch action {
        case .redraw, .suspend, .interrupt: return nil
        case .back, .close: return leaveResults(&model)
        case .help: helpOnResults(&model)
        case .export: return exportReview(review, &model)
        case .reviewSummary:
            model.results.review?.showsSummary.toggle()
            model.results.review?.scroll = 0
        case .undoJudgement:
            model.results.review?.saveProblem = nil
            _ = model.results.review?.undo(at: model.now)
        case .up, .down, .pageUp, .pageDown, .top, .bottom: moveReview(action, &model)
        default:
            judge(action, &model)
        }
        return []
    }

    private static func judge(_ action: Action, _ model: inout Model) {
        switch action {
        case .confirmTop: settleJudgement(rank: 1, &model)
        case .pickNone:
            model.results.review?.completion = nil
            model.prompt = Prompt(purpose: .reviewLabel, text: "")
        case .skipPicture: model.results.review?.skip()
        default:
            guard let rank = action.pickedRank else { return }
            settleJudgement(rank: rank, &model)
        }
    }

    private static func settleJudgement(rank: Int, _ model: inout Model) {
        let count = model.results.review?.current?.prediction.count ?? 0
        model.results.review?.saveProblem = nil
        if model.results.review?.judge(rank: rank, label: nil, at: model.now) != true {
            say(Strings.noSuchRank(rank, of: count), in: &model)
        }
    }

    private static func moveReview(_ action: Action, _ model: inout Model) {
        let inSummary = model.results.review?.showsSummary == true
        func step(_ distance: Int) {
            if inSummary {
                let scroll = model.results.review?.scroll ?? 0
                model.results.review?.scroll = max(0, scroll + distance)
            } else {
                model.results.review?.move(by: distance)
            }
        }
        switch action {
        case .up: step(-1)
        case .down: step(1)
        case .pageUp: step(-10)
        case .pageDown: step(10)
        case .top: step(-1_000_000)
        default: step(1_000_000)
        }
    }

    /// An empty label is an answer as well: none of the five.
    static func finishLabelPrompt(_ text: String, _ model: inout Model) {
        let label = text.trimmingCharacters(in: .whitespaces)
        model.results.review?.completion = nil
        model.results.review?.saveProblem = nil
        _ = model.results.review?.judge(rank: nil, label: label.isEmpty ? nil : label, at: model.now)
    }

    /// Tab and the arrows put one label after the other into the field; typing starts anew.
    static func completeLabel(by step: Int, _ model: inout Model) {
        guard let review = model.results.review, let prompt = model.prompt else { return }
        let typed = review.completion?.typed ?? prompt.field.string
        let matches = ReviewState.matches(typed, in: review.labels, limit: 50)
        guard !matches.isEmpty else { return say(Strings.noLabelMatches, in: &model) }
        let last = review.completion?.index ?? (step > 0 ? -1 : 0)
        let index = (last + step + matches.count) % matches.count
        model.results.review?.completion = (typed, index)
        model.prompt = Prompt(purpose: .reviewLabel, text: matches[index])
    }

    private static func exportReview(_ review: ReviewState, _ model: inout Model) -> [Effect] {
        guard model.results.export == nil else {
            model.results.layer = .question(.stopExport)
            return []
        }
        let all = review.judged
        let corrections = all.filter { $0.verdict == .corrected }
        var subjects: [ExportSubject] = [.judgements(all, onlyCorrections: false)]
        if !corrections.isEmpty { subjects.insert(.judgements(corrections, onlyCorrections: true), at: 0) }
        model.results.layer = .menu(.export(subjects))
        return []
    }
}

extension Action {
    /// Which of the five a key picks, from 1.
    fileprivate var pickedRank: Int? {
        switch self {
        case .pickFirst: 1
        case .pickSecond: 2
        case .pickThird: 3
        case .pickFourth: 4
        case .pickFifth: 5
        default: nil
        }
    }
}
