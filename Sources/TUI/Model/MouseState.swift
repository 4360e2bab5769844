package import Foundation

/// What the mouse did last, to tell a double click.
package struct MouseState: Sendable, Equatable {
    /// Seconds between the two clicks of a double click.
    package static let doubleClick = 0.4

    package var lastClick: (position: Position, at: Date)? { clickedAt.map { (clicked, $0) } }
    private var clicked = Position(row: 0, column: 0)
    private var clickedAt: Date?
    /// It has done something since the start.
    package private(set) var hasBeenUsed = false

    package init() {}

    /// - Returns: whether this is the second click of two on the same cell.
    package mutating func click(at position: Position, now: Date) -> Bool {
        hasBeenUsed = true
        let isDouble = lastClick.map {
            $0.position == position && now.timeIntervalSince($0.at) < Self.doubleClick
        }
        clicked = position
        // A third click begins anew.
        clickedAt = isDouble == true ? nil : now
        return isDouble == true
    }
}
