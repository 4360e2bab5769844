/// What covers the panes.
package enum Overlay: Sendable, Equatable {
    case job(id: String, scroll: Int)
    case file(RawPath)
    case help(scroll: Int)
    case menu(QueueMenu)
    case question(QueueQuestion)
    /// The services to go to.
    case profiles(cursor: Int)
    /// Uploads are still running: leave all the same?
    case quitQuestion
    /// Judging one picture after the other; its state is `ResultsState.review`.
    case review
    /// Two models; its state is `ResultsState.comparison`.
    case comparison
    case picking(PickingScreen)
}

extension Model {
    /// What covers the panes: a question in the footer and a list over them leave what is below in its place.
    package var covering: Overlay? {
        switch overlay {
        case .question, .menu, .quitQuestion: returnsTo
        default: overlay
        }
    }
}
