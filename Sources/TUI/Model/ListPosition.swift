/// A cursor in a list, and the part of the list that is on the screen.
package struct ListPosition: Sendable, Equatable {
    package var cursor = 0
    package var offset = 0

    package mutating func move(by distance: Int, count: Int) {
        cursor = min(max(0, cursor + distance), max(0, count - 1))
    }

    /// Keeps the cursor in the list and on the screen.
    package mutating func clamp(count: Int, rows: Int) {
        cursor = min(max(0, cursor), max(0, count - 1))
        offset = min(offset, cursor)
        if rows > 0 { offset = max(offset, cursor - rows + 1) }
        offset = min(max(0, offset), max(0, count - rows))
    }
}
