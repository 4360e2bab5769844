/// The parts of the screen.
package enum Pane: Sendable, Equatable, CaseIterable {
    case files, preview, topFive, queue
}
