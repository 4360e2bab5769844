/// The word that `n` and `N` look for in the list.
package struct FindState: Sendable, Equatable {
    package var word = ""
    /// Loads on until a line matches; then the direction.
    package var seeks: Direction?

    package enum Direction: Sendable, Equatable {
        case forward, backward
    }

    package init() {}
}
