/// Clicks and the wheel.
extension Update {
    /// Lines that one step of the wheel moves by.
    private static let wheelStep = 3

    static func mouse(_ event: MouseEvent, _ model: inout Model) -> [Effect] {
        // The terminal may still have sent some when the mouse was given back.
        guard model.settings.takesMouse, model.layout.shape != .tooSmall else { return [] }
        switch event.kind {
        case .release: return []
        case .wheelUp: wheel(-wheelStep, at: event.position, &model)
        case .wheelDown: wheel(wheelStep, at: event.position, &model)
        case .press: return click(at: event.position, &model)
        }
        return []
    }

    static func toggleMouse(_ model: inout Model) -> [Effect] {
        model.settings.takesMouse.toggle()
        let takes = model.settings.takesMouse
        let key = model.keymap.keyName(.toggleMouse)
        say(takes ? Strings.mouseTaken(key) : Strings.mouseGiven(key), in: &model)
        return [.setMouse(takes)]
    }

    private static func click(at position: Position, _ model: inout Model) -> [Effect] {
        model.note = nil
        model.pendingKeys = []
        let isDouble = model.mouse.click(at: position, now: model.now)
        guard model.prompt == nil else {
            say(Strings.finishPromptFirst, in: &model)
            return []
        }
        let target = DashboardView.render(model).frame.click(at: position)
        if model.palette != nil {
            if case .command(let index) = target { return runEntry(index, &model) }
            model.palette = nil
            return []
        }
        switch target {
        case .action(let action): return perform(action, &model)
        case .pane(let pane): setFocus(pane, &model)
        case .file(let line):
            setFocus(.files, &model)
            model.files.cursor = line
            if isDouble { return perform(.open, &model) }
        case .job(let id):
            setFocus(.queue, &model)
            model.queue.seeksEnd = false
            model.queue.selected = id
            if isDouble { return perform(.open, &model) }
        case .event(let line):
            model.log.hold()
            model.log.select(line: line)
            if isDouble, model.canAct(.open) { return perform(.open, &model) }
        case .command, nil: break
        }
        return []
    }

    /// What is under the pointer moves, whatever has the focus.
    private static func wheel(_ distance: Int, at position: Position, _ model: inout Model) {
        if model.palette != nil { return selectEntry(distance.signum(), &model) }
        if model.overlay != nil || model.isWatching { return move(by: distance, &model) }
        if model.layout.files?.contains(position) == true {
            let (offset, cursor) = scrolled(
                distance, from: model.files.offset, cursor: model.files.cursor, rows: model.layout.filesRows,
                count: model.files.lineCount)
            model.files.offset = offset
            model.files.cursor = cursor
        } else if model.layout.queue?.contains(position) == true, model.queue.count > 0 {
            model.queue.seeksEnd = false
            let (offset, cursor) = scrolled(
                distance, from: model.queue.offset, cursor: model.queue.selectedLine ?? model.queue.offset,
                rows: model.layout.queueRows, count: model.queue.count)
            model.queue.offset = offset
            select(line: cursor, &model)
        }
    }

    /// The list goes by, and takes the cursor with it as far as it has to; at an end only the cursor moves.
    private static func scrolled(
        _ distance: Int, from offset: Int, cursor: Int, rows: Int, count: Int
    ) -> (offset: Int, cursor: Int) {
        guard rows > 0, count > 0 else { return (offset, cursor) }
        let margin = min(2, (rows - 1) / 2)
        let moved = min(max(0, offset + distance), max(0, count - rows))
        guard moved != offset else { return (offset, min(max(0, cursor + distance), count - 1)) }
        let first = moved == 0 ? 0 : moved + margin
        let last = moved + rows >= count ? count - 1 : moved + rows - 1 - margin
        return (moved, min(max(first, cursor), max(first, last)))
    }
}
