import API

/// The picker's keys, and those of the screens that it opens.
extension Update {
    static func pick(_ action: Action, _ model: inout Model) -> [Effect] {
        switch action {
        case .mark: return toggleMark(&model)
        case .markAll: return markAll(&model)
        case .unmarkAll: return unmarkAll(&model)
        case .invertMarks: return invertMarks(&model)
        case .markRange: return toggleRange(&model)
        case .markGlob: return openGlob(&model)
        case .markTree: return markTree(&model)
        case .showMarks: showMarks(&model)
        case .sortFiles: sortFiles(&model)
        case .goToPath: return openGoTo(&model)
        case .goHome: return goHome(&model)
        case .showRecents: showRecents(&model)
        case .pauseSending: pauseSending(&model)
        case .stopSending: askToStop(&model)
        default: break
        }
        return []
    }

    /// - Returns: nil for what works everywhere.
    static func pickingAction(_ action: Action, _ model: inout Model) -> [Effect]? {
        guard case .picking(let screen) = model.overlay else { return nil }
        switch action {
        case .help, .redraw, .suspend, .interrupt: return nil
        case .back, .close, .no: return closePicking(&model)
        case .pauseSending, .stopSending: return pick(action, &model)
        default: break
        }
        if let refusal = model.refusal(of: action) {
            say(refusal, in: &model)
            return []
        }
        switch screen {
        case .marks: return marksAction(action, &model)
        case .preflight: return preflightAction(action, &model)
        case .recents: return recentsAction(action, &model)
        case .stopQuestion: return action == .yes ? stopSending(&model) : []
        }
    }

    static func closePicking(_ model: inout Model) -> [Effect] {
        defer { model.overlay = nil }
        guard model.overlay == .picking(.preflight) else { return [] }
        model.preflight = nil
        say(Strings.nothingSent, in: &model)
        return [.stopPreflight]
    }

    /// Moves in a list of one of these screens; nil for actions that move nothing.
    static func moved(_ list: ListPosition, _ action: Action, count: Int, page: Int) -> ListPosition? {
        var list = list
        switch action {
        case .up: list.move(by: -1, count: count)
        case .down: list.move(by: 1, count: count)
        case .pageUp: list.move(by: -page, count: count)
        case .pageDown: list.move(by: page, count: count)
        case .top: list.move(by: -count, count: count)
        case .bottom: list.move(by: count, count: count)
        default: return nil
        }
        return list
    }

    /// Keeps the cursors of the lists on the screen.
    static func clampPicking(_ model: inout Model) {
        switch model.overlay {
        case .picking(.marks):
            let rows = model.pickingRows
            model.marksList.clamp(count: model.files.marked.count, rows: rows)
        case .picking(.recents):
            let (count, rows) = (model.files.recents.folders.count, model.pickingRows)
            model.files.recents.list.clamp(count: count, rows: rows)
        case .picking(.preflight):
            let (count, rows) = (model.preflight?.refused.count ?? 0, model.pickingRows)
            model.preflight?.list.clamp(count: count, rows: rows)
        default: break
        }
    }
}

/// The list of marks.
extension Update {
    private static func showMarks(_ model: inout Model) {
        model.marksList = ListPosition()
        model.overlay = .picking(.marks)
    }

    private static func marksAction(_ action: Action, _ model: inout Model) -> [Effect] {
        let count = model.files.marked.count
        if let list = moved(model.marksList, action, count: count, page: model.pickingRows) {
            model.marksList = list
            return []
        }
        switch action {
        case .mark:
            model.files.marked.remove(at: model.marksList.cursor)
            if model.files.marked.isEmpty { model.overlay = nil }
        case .unmarkAll:
            model.files.clearMarks()
            model.overlay = nil
        case .submit:
            model.overlay = nil
            return submitSelection(&model)
        case .open, .enter:
            guard let file = model.files.marked.file(at: model.marksList.cursor) else { return [] }
            model.overlay = nil
            return go(to: file.path.parent, landing: file.path.nameBytes, &model)
        default: break
        }
        return []
    }
}

/// Folders of earlier.
extension Update {
    private static func showRecents(_ model: inout Model) {
        model.files.recents.list = ListPosition()
        model.overlay = .picking(.recents)
    }

    private static func recentsAction(_ action: Action, _ model: inout Model) -> [Effect] {
        let recents = model.files.recents
        if let list = moved(recents.list, action, count: recents.folders.count, page: model.pickingRows) {
            model.files.recents.list = list
            return []
        }
        guard action == .open || action == .enter, recents.folders.indices.contains(recents.list.cursor) else {
            return []
        }
        model.overlay = nil
        return go(to: recents.folders[recents.list.cursor], landing: nil, &model)
    }

    /// Notes that something was done in the folder that is shown.
    static func visitFolder(_ model: inout Model) -> [Effect] {
        guard model.files.recents.visit(model.files.folder) else { return [] }
        return [.saveRecents(model.files.recents.folders)]
    }

    static func recentsLoaded(_ folders: [RawPath], _ model: inout Model) {
        model.files.recents.append(folders)
    }
}
