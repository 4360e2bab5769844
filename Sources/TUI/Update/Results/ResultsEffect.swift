/// What is done outside of the model for copying, exporting, reviewing and comparing.
package enum ResultsEffect: Sendable, Equatable {
    /// The loop hands it to the terminal, between two frames.
    case copy(Copied)
    /// Known jobs are written as they are; others are asked for.
    case export(ExportRequest)
    case cancelExport
    case gatherReview(number: Int, JobScope)
    case dropReview
    case readJournal
    case appendJournal([Judgement])
    case gatherComparison(ComparisonRequest)
    case submitMissing(number: Int, [MissingResult])
    case dropComparison

    package enum Key: Sendable, Hashable {
        case export, review, comparison
    }

    package var key: Key? {
        switch self {
        case .export, .cancelExport: .export
        case .gatherReview, .dropReview: .review
        case .gatherComparison, .submitMissing, .dropComparison: .comparison
        case .copy, .readJournal, .appendJournal: nil
        }
    }
}
