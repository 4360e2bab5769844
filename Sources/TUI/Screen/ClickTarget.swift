/// What a click does.
package enum Click: Sendable, Equatable {
    case action(Action)
    case pane(Pane)
    /// A line of the picker.
    case file(line: Int)
    case job(id: String)
    /// A line of the event log.
    case event(line: Int)
    /// A line of the palette.
    case command(Int)
}

/// A part of the frame that can be clicked. Views leave these behind as they draw, so that what is seen is what is hit.
package struct ClickTarget: Sendable, Equatable {
    package var rect: Rect
    package var click: Click
}

extension Frame {
    /// Later links lie above earlier ones.
    package mutating func link(_ rect: Rect, to click: Click) {
        targets.append(ClickTarget(rect: rect, click: click))
    }

    package func click(at position: Position) -> Click? { targets.last { $0.rect.contains(position) }?.click }
}

extension Rect {
    package func contains(_ position: Position) -> Bool {
        position.row >= row && position.row < row + rows && position.column >= column
            && position.column < column + columns
    }
}
