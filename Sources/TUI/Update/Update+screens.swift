/// Going from one screen to another, and what moves on those that watch.
extension Update {
    static func show(_ screen: Screen, _ model: inout Model) {
        model.overlay = nil
        model.screen = screen
        if screen == .log, model.log.isFollowing { model.log.follow() }
    }

    /// Esc and `q`: what narrows goes first, then the screen.
    static func leaveWatching(_ model: inout Model) {
        if model.screen == .log, !model.log.filter.isEmpty {
            model.log.setFilter("")
        } else if model.screen == .stats, model.statsScreen.isEnlarged {
            model.statsScreen.isEnlarged = false
        } else {
            model.screen = .main
        }
    }

    static func moveWatching(by distance: Int, _ model: inout Model) {
        if model.screen == .log { moveLog(by: distance, &model) } else { moveStats(by: distance, &model) }
    }

    static func openWatched(_ model: inout Model) -> [Effect] {
        if model.screen == .log { return openLogged(&model) }
        model.statsScreen.isEnlarged = model.layout.shape == .split && !model.statsScreen.isEnlarged
        return []
    }

    static func clampWatching(_ model: inout Model) {
        if model.screen == .stats { clampStats(&model) }
        guard model.screen == .log else { return }
        if model.log.isFollowing { model.log.select(line: model.log.count - 1) }
        // Only the cursor moves the lines: what comes below a log that is held leaves them where they are.
        let hasMoved = model.log.placed != model.log.selected
        model.log.offset = scrolled(
            model.log.offset, toShow: model.log.selectedLine ?? 0, rows: model.layout.logRows, count: model.log.count,
            margin: hasMoved ? 2 : 0)
        model.log.placed = model.log.selected
    }
}

extension Model {
    /// A screen other than the first is what the keys act on.
    package var isWatching: Bool { overlay == nil && screen != .main }
}
