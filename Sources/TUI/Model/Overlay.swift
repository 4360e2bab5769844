/// What covers the panes.
package enum Overlay: Sendable, Equatable {
    case job(id: String, scroll: Int)
    case file(RawPath)
    case help(scroll: Int)
    /// Uploads are still running: leave all the same?
    case quitQuestion
}
