/// What the picker shows over the panes.
package enum PickingScreen: Sendable, Equatable {
    case marks, preflight, recents
    /// Cancel all that has not been sent?
    case stopQuestion
}
