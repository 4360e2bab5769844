/// What is done with results: copying, exporting, reviewing, comparing.
package struct ResultsState: Sendable {
    /// What lies above everything else and takes the keys.
    package var layer: ResultsLayer?
    package var export: ExportState?
    package var review: ReviewState?
    package var comparison: ComparisonState?
    /// Grows with every gathering, so that late answers are told apart.
    package var generation = 0
    /// What the help was called from, to be there again when it is closed.
    package var beneathHelp: Overlay?
    /// The file of the judgements, for the eye; nil: they have no place.
    package var journalPath: String?

    package init() {}
}

package enum ResultsLayer: Sendable, Equatable {
    case menu(ResultsMenu)
    case question(ResultsQuestion)
    case models(ModelChoice)
}

/// A question of yes or no.
package enum ResultsQuestion: Sendable, Equatable {
    /// The file is there already.
    case overwrite(ExportRequest, size: Int)
    case stopExport
    case quitDuringExport
    /// Pictures that one of the models has not seen yet.
    case submitMissing(pictures: Int, jobs: Int)

    /// The question within `room` cells: what is asked stays, a name is shortened.
    package func sentence(within room: Int) -> String {
        switch self {
        case .overwrite(let request, let size):
            let rest = DisplayWidth.of(Strings.overwriteQuestion("", Shown.bytes(size)))
            let name = ShownText.truncateMiddle(request.path.name, to: max(6, room - rest))
            return ShownText.truncate(Strings.overwriteQuestion(name, Shown.bytes(size)), to: room)
        case .stopExport: return ShownText.truncate(Strings.stopExportQuestion, to: room)
        case .quitDuringExport: return ShownText.truncate(Strings.quitExportQuestion, to: room)
        case .submitMissing(let pictures, let jobs):
            let long = Strings.submitMissingQuestion(pictures: pictures, jobs: jobs)
            if DisplayWidth.of(long) <= room { return long }
            return ShownText.truncate(Strings.submitMissingShort(jobs), to: room)
        }
    }
}
