import API

/// Cursors, scrolling and the focus.
extension Update {
    static func move(by distance: Int, _ model: inout Model) {
        if model.isWatching { return moveWatching(by: distance, &model) }
        switch model.overlay {
        case .job(let id, let scroll): model.overlay = .job(id: id, scroll: max(0, scroll + distance))
        case .help(let scroll): model.overlay = .help(scroll: max(0, scroll + distance))
        case .profiles(let cursor): moveProfiles(from: cursor, by: distance, &model)
        case .menu(let menu): model.overlay = .menu(moved(menu, by: distance, model))
        case .file, .quitQuestion, .question, .picking, .review, .comparison: break
        case nil where model.list == .queue:
            model.queue.seeksEnd = false
            select(line: (model.queue.selectedLine ?? 0) + distance, &model)
        case nil:
            model.files.cursor = min(max(0, model.files.cursor + distance), max(0, model.files.lineCount - 1))
        }
    }

    static func moveToTop(_ model: inout Model) {
        if model.isWatching { return moveWatching(by: .min / 2, &model) }
        switch model.overlay {
        case .job(let id, _): model.overlay = .job(id: id, scroll: 0)
        case .help: model.overlay = .help(scroll: 0)
        case .profiles: model.overlay = .profiles(cursor: 0)
        case .menu(let menu): model.overlay = .menu(moved(menu, by: -menu.index, model))
        case .file, .quitQuestion, .question, .picking, .review, .comparison: break
        case nil where model.list == .queue:
            model.queue.seeksEnd = false
            model.queue.offset = 0
            if model.queue.hasLinesAbove { model.queue.restart() } else { select(line: 0, &model) }
        case nil: model.files.cursor = 0
        }
    }

    static func moveToBottom(_ model: inout Model) {
        if model.isWatching { return moveWatching(by: .max / 2, &model) }
        switch model.overlay {
        case .job(let id, _): model.overlay = .job(id: id, scroll: .max / 2)
        case .help: model.overlay = .help(scroll: .max / 2)
        case .profiles(let cursor): moveProfiles(from: cursor, by: .max / 2, &model)
        case .menu(let menu): model.overlay = .menu(moved(menu, by: model.menuCount(menu.kind), model))
        case .file, .quitQuestion, .question, .picking, .review, .comparison: break
        case nil where model.list == .queue:
            // The last page is asked for from the other end: what lies between is loaded as it is scrolled to.
            let isThere = model.queue.nextCursor == nil || model.queue.tailStart != nil
            model.queue.seeksEnd = !isThere
            if isThere { select(line: model.queue.lineCount - 1, &model) }
        case nil: model.files.cursor = max(0, model.files.lineCount - 1)
        }
    }

    static func select(line: Int, _ model: inout Model) {
        guard model.queue.count > 0 else { return }
        var line = min(max(model.queue.skipped, line), model.queue.lineCount - 1)
        // Lines that are not loaded yet are waited for at their edge.
        let hole = model.queue.hole
        if hole.contains(line) {
            let isBelow = (model.queue.selectedLine ?? 0) >= hole.upperBound && model.queue.lineCount > hole.upperBound
            line = isBelow || hole.lowerBound == model.queue.skipped ? hole.upperBound : hole.lowerBound - 1
        }
        if let id = model.queue.id(at: line) { model.queue.selected = id }
    }

    /// The panes that Tab goes through: only lists where all is visible, every pane where one is.
    static func moveFocus(by step: Int, _ model: inout Model) {
        if model.isWatching { return moveStatsFocus(by: step, &model) }
        let panes: [Pane] = model.layout.shape == .split ? [.files, .queue] : [.files, .preview, .topFive, .queue]
        let index = panes.firstIndex(of: model.focus) ?? 0
        setFocus(panes[(index + step + panes.count) % panes.count], &model)
    }

    static func setFocus(_ pane: Pane, _ model: inout Model) {
        model.focus = pane
        if pane == .files || pane == .queue { model.list = pane }
        // From here on the selection stays with its job, so that a key never hits one that has just slid under it.
        if pane == .queue, model.queue.selected == nil { select(line: model.queue.offset, &model) }
    }

    /// A pane that cannot have the focus in the new layout gives it to its list.
    static func adjustFocus(_ model: inout Model) {
        if model.layout.shape == .split, model.focus != model.list { model.focus = model.list }
    }

    /// Keeps the cursors on the screen.
    static func clampScrolling(_ model: inout Model) {
        let layout = model.layout
        if let most = model.mostScroll { clampOverlay(most, &model) }
        clampWatching(&model)
        guard model.screen == .main else { return }
        model.files.cursor = min(max(0, model.files.cursor), max(0, model.files.lineCount - 1))
        model.files.offset = scrolled(
            model.files.offset, toShow: model.files.cursor, rows: layout.filesRows, count: model.files.lineCount)
        if model.queue.selected == nil, model.focus == .queue { select(line: 0, &model) }
        let line = model.queue.selectedLine
        model.queue.offset = scrolled(
            model.queue.offset, toShow: line ?? model.queue.offset, rows: layout.queueRows, count: model.queue.lineCount
        )
    }

    private static func clampOverlay(_ most: Int, _ model: inout Model) {
        switch model.overlay {
        case .job(let id, let scroll) where scroll > most: model.overlay = .job(id: id, scroll: most)
        case .help(let scroll) where scroll > most: model.overlay = .help(scroll: most)
        default: break
        }
    }

    /// - Parameter margin: lines that are also in sight before and after it, where there is room.
    static func scrolled(_ offset: Int, toShow line: Int, rows: Int, count: Int, margin: Int = 2) -> Int {
        guard rows > 0 else { return 0 }
        let margin = min(margin, (rows - 1) / 2)
        var offset = offset
        if line - margin < offset { offset = line - margin }
        if line + margin >= offset + rows { offset = line + margin - rows + 1 }
        return min(max(0, offset), max(0, count - rows))
    }
}

extension Model {
    /// The furthest that the overlay can be scrolled; nil when it cannot.
    var mostScroll: Int? {
        switch overlay {
        case .job(let id, _):
            let count = job(id).map { DetailLines.lines(of: $0, in: self, width: layout.detailText.columns).count } ?? 0
            return max(0, count - layout.detailText.rows)
        case .help: return max(0, HelpView.lines(self).count - layout.body.inset().rows)
        default: return nil
        }
    }
}
