import API

/// Why a key of copying, exporting, reviewing and comparing can't act now; nil when it can, and for other actions.
extension Model {
    func resultsRefusal(of action: Action) -> String? {
        switch action {
        case .copy: copySubject != nil ? nil : list == .queue ? Strings.noJobHere : Strings.nothingToCopy
        case .export: exportRefusal
        case .review: hasScope ? nil : Strings.nothingToReview
        case .compare: compareRefusal
        case .chooseText, .chooseJSON, .chooseJSONLines, .chooseCSV, .chooseID, .choosePath, .switchScope:
            menuRefusal(of: action)
        case .confirmTop, .pickFirst, .pickSecond, .pickThird, .pickFourth, .pickFifth, .pickNone, .skipPicture,
            .undoJudgement, .reviewSummary:
            reviewRefusal(of: action)
        case .chooseA, .chooseB, .swapModels:
            if case .models = results.layer { nil } else { Strings.onlyInComparison }
        case .toggleAgreeing: overlay == .comparison ? nil : Strings.onlyInComparison
        case .submitMissingResults:
            overlay != .comparison
                ? Strings.onlyInComparison : results.comparison?.tally.missing ?? 0 > 0 ? nil : Strings.nothingMissing
        default: nil
        }
    }

    private var hasScope: Bool { resultScopes.contains { $0.count != 0 } }

    private var exportRefusal: String? {
        if results.export != nil { return nil }
        switch overlay {
        case .review: return results.review?.judged.isEmpty == false ? nil : Strings.nothingJudged
        case .comparison: return results.comparison?.rows.isEmpty == false ? nil : Strings.noRowsToExport
        default: return hasScope ? nil : Strings.nothingToExport
        }
    }

    private var compareRefusal: String? {
        guard let pictures = comparedPictures else { return Strings.nothingToCompare }
        guard let models else { return Strings.waitingForService }
        return ModelChoice(models.models, pictures: pictures) == nil ? Strings.oneModelOnly : nil
    }

    private func menuRefusal(of action: Action) -> String? {
        guard case .menu(let menu) = results.layer else { return Strings.onlyInMenu }
        if action == .switchScope {
            guard case .export(let subjects, _) = menu.purpose, subjects.count > 1 else { return Strings.oneScopeOnly }
            return nil
        }
        guard let entry = menu.entries.first(where: { $0.action == action }) else { return Strings.notInThisMenu }
        return entry.refusal
    }

    private func reviewRefusal(of action: Action) -> String? {
        guard overlay == .review, let review = results.review else { return Strings.onlyInReview }
        switch action {
        case .undoJudgement: return review.history.isEmpty ? Strings.noJudgementToUndo : nil
        case .reviewSummary: return review.isReady && !review.items.isEmpty ? nil : Strings.reviewLoads
        default:
            guard review.isReady, review.current != nil else { return Strings.reviewLoads }
            return review.showsSummary ? Strings.reviewIsOver : nil
        }
    }
}

extension KeyContext {
    var isOfResults: Bool { [.formats, .models, .ask, .review, .comparison].contains(self) }
}
