import API
import Client

/// `C`: two models on the same pictures.
extension Update {
    static func openModelChoice(_ model: inout Model) -> [Effect] {
        guard let pictures = model.comparedPictures,
            let choice = ModelChoice(model.models?.models ?? [], pictures: pictures)
        else { return [] }
        model.results.layer = .models(choice)
        return []
    }

    static func choiceAction(_ action: Action, _ choice: ModelChoice, _ model: inout Model) -> [Effect]? {
        var choice = choice
        switch action {
        case .up: choice.moveCursor(by: -1)
        case .down: choice.moveCursor(by: 1)
        case .chooseA: choice.choose(.a)
        case .chooseB: choice.choose(.b)
        case .swapModels: choice.swap()
        case .back:
            model.results.layer = nil
            return []
        case .open: return startComparison(choice, &model)
        default: return nil
        }
        model.results.layer = .models(choice)
        return []
    }

    private static func startComparison(_ choice: ModelChoice, _ model: inout Model) -> [Effect] {
        model.results.layer = nil
        model.results.generation += 1
        let request = ComparisonRequest(
            number: model.results.generation, models: choice.pair, pictures: choice.pictures)
        model.results.comparison = ComparisonState(request: request)
        model.overlay = .comparison
        return [.results(.gatherComparison(request))]
    }

    static func comparisonFound(
        _ number: Int, _ result: Result<FoundComparison, ClientError>, _ model: inout Model
    ) {
        guard model.results.comparison?.request.number == number else { return }
        switch result {
        case .failure(let error): model.results.comparison?.phase = .failed(Strings.shown(error))
        case .success(let found):
            model.results.comparison?.take(found.pictures, unreadable: found.unreadable)
            askForMissing(&model)
        }
    }

    private static func askForMissing(_ model: inout Model) {
        guard model.overlay == .comparison, let missing = model.results.comparison?.missing, !missing.isEmpty else {
            return
        }
        let pictures = Set(missing.map(\.sha256)).count
        model.results.layer = .question(.submitMissing(pictures: pictures, jobs: missing.count))
    }

    static func submitMissing(_ model: inout Model) -> [Effect] {
        guard let comparison = model.results.comparison else { return [] }
        let missing = comparison.missing
        model.results.comparison?.expect(missing)
        return [.results(.submitMissing(number: comparison.request.number, missing))]
    }

    static func comparisonSubmitted(
        _ number: Int, _ missing: MissingResult, _ result: Result<Job, ClientError>, _ model: inout Model
    ) {
        guard model.results.comparison?.request.number == number else { return }
        switch result {
        case .success(let job): takeJob(job, &model)
        case .failure(let error): model.results.comparison?.fail(missing, Strings.shown(error))
        }
    }

    static func comparisonAction(_ action: Action, _ model: inout Model) -> [Effect]? {
        guard let comparison = model.results.comparison else { return nil }
        let page = max(1, model.layout.comparison.tableRows)
        if let refusal = model.resultsRefusal(of: action) {
            say(refusal, in: &model)
            return []
        }
        switch action {
        case .back, .close: return leaveResults(&model)
        case .help: helpOnResults(&model)
        case .up: model.results.comparison?.move(by: -1)
        case .down: model.results.comparison?.move(by: 1)
        case .pageUp: model.results.comparison?.move(by: -page)
        case .pageDown: model.results.comparison?.move(by: page)
        case .top: model.results.comparison?.move(by: -comparison.rows.count)
        case .bottom: model.results.comparison?.move(by: comparison.rows.count)
        case .toggleAgreeing: model.results.comparison?.toggleAll()
        case .submitMissingResults:
            askForMissing(&model)
        case .export:
            guard model.results.export == nil else {
                model.results.layer = .question(.stopExport)
                break
            }
            model.results.layer = .menu(.export([.comparison(comparison.table)]))
        default: return nil
        }
        return []
    }
}

extension Model {
    /// The pictures of a comparison: the marked files, the marked jobs, or the jobs of the filter.
    var comparedPictures: ComparisonRequest.Pictures? {
        if overlay == nil, list == .files, !files.marks.isEmpty { return .files(files.marks) }
        return resultScopes.first { $0.count != 0 }.map { .jobs($0) }
    }
}
