import API

/// The contact sheet: opening it, moving on it, and which small pictures are wanted.
extension Update {
    static func openSheet(_ model: inout Model) {
        if model.list == .queue {
            if model.queue.selected == nil { select(line: model.queue.offset, &model) }
            model.sheet = SheetState(.jobs)
        } else {
            let files = model.filesForSheet
            model.sheet = SheetState(.files(files))
            let current = model.files.currentFile.map { model.files.path(of: $0) }
            moveOnSheet(to: files.firstIndex { $0.path == current } ?? 0, &model)
        }
    }

    static func closeSheet(_ model: inout Model) -> [Effect] {
        model.sheet = nil
        return [.wantThumbnails([])]
    }

    /// - Returns: nil when the sheet leaves the action to the lists behind it.
    static func sheetAction(_ action: Action, _ model: inout Model) -> [Effect]? {
        let grid = model.sheetGrid
        switch action {
        case .left: moveOnSheet(to: model.sheetCursor - 1, &model)
        case .right: moveOnSheet(to: model.sheetCursor + 1, &model)
        case .up: moveOnSheet(to: model.sheetCursor - grid.columns, &model)
        case .down: moveOnSheet(to: below(model), &model)
        case .pageUp: moveOnSheet(to: max(model.sheetCursor - grid.perScreen, model.sheetCursor % grid.columns), &model)
        case .pageDown: moveOnSheet(to: model.sheetCursor + grid.perScreen, &model)
        case .top: moveOnSheet(to: 0, &model)
        case .bottom:
            if model.sheet?.content == .jobs { moveToBottom(&model) } else { moveOnSheet(to: .max, &model) }
        case .open: openSheetItem(&model)
        case .back, .close, .showMain: return closeSheet(&model)
        default: return nil
        }
        return []
    }

    /// The last row need not be full: from above its gap the way leads to the last picture.
    private static func below(_ model: Model) -> Int {
        let columns = model.sheetGrid.columns
        let isLastRow = model.sheetCursor / columns == (model.sheetCount - 1) / columns
        return isLastRow ? model.sheetCursor : model.sheetCursor + columns
    }

    private static func moveOnSheet(to index: Int, _ model: inout Model) {
        let index = min(max(0, index), max(0, model.sheetCount - 1))
        switch model.sheet?.content {
        case .jobs:
            model.queue.seeksEnd = false
            select(line: index, &model)
        case .files(let versions):
            model.sheet?.cursor = index
            // The picker goes along, so that keys that act on its cursor mean the same image.
            guard versions.indices.contains(index), versions[index].path.parent == model.files.folder else { return }
            let name = versions[index].path.nameBytes
            if let line = model.files.visible.firstIndex(where: { $0.name == name }) {
                model.files.cursor = line + model.files.parentLines
            }
        case nil: break
        }
    }

    private static func openSheetItem(_ model: inout Model) {
        guard let item = model.currentSheetItem else { return }
        if let job = item.job {
            model.opened = job
            model.overlay = .job(id: job.id, scroll: 0)
        } else if let path = item.path {
            model.overlay = .file(path)
        }
    }

    /// Keeps the cursor on the screen, and asks for the pictures there and next to it.
    static func arrangeSheet(_ model: inout Model) -> [Effect] {
        guard model.sheet != nil else { return [] }
        let grid = model.sheetGrid
        let row = model.sheetCursor / grid.columns
        let mostOffset = max(0, grid.rowCount(of: model.sheetCount) - grid.rows)
        let offset = min(max(model.sheet?.offset ?? 0, row - grid.rows + 1), row)
        model.sheet?.offset = min(max(0, offset), mostOffset)
        updateLook(&model)
        let wanted = model.wantedThumbnails
        guard let sheet = model.sheet, wanted != sheet.wanted else { return [] }
        let kept = Set(wanted)
        model.sheet?.wanted = wanted
        model.sheet?.thumbnails = sheet.thumbnails.filter { kept.contains($0.key) }
        return [.wantThumbnails(wanted.filter { sheet.thumbnails[$0] == nil })]
    }

    private static func updateLook(_ model: inout Model) {
        let grid = model.sheetGrid
        let look = model.capabilities.look(
            rows: grid.picture.rows, columns: grid.picture.columns, pictures: grid.perScreen)
        var same = model.sheet?.look
        same?.detail = look.detail
        if same != look { model.sheet?.look = look }
    }

    static func thumbnailLoaded(
        _ request: PreviewRequest, _ result: Result<CellImage, PreviewError>, _ model: inout Model
    ) {
        guard model.sheet?.wanted.contains(request) == true else { return }
        switch result {
        case .success(let picture): model.sheet?.thumbnails[request] = .picture(picture)
        case .failure(let error): model.sheet?.thumbnails[request] = .problem(error.message)
        }
    }
}

extension Model {
    func thumbnailRequest(of item: SheetItem) -> PreviewRequest? {
        guard let look = sheet?.look, sheetGrid.picture.rows > 0 else { return nil }
        let size = sheetGrid.picture
        return PreviewRequest(source: item.source, rows: size.rows, columns: size.columns, look: look)
    }

    /// The screen first, then what is below it, then what is above.
    var wantedThumbnails: [PreviewRequest] {
        guard let sheet, layout.shape != .tooSmall else { return [] }
        let page = sheetGrid.perScreen
        let first = sheet.offset * sheetGrid.columns
        let places = Array(first..<first + 2 * page) + Array(max(0, first - page)..<first)
        return places.compactMap { sheetItem(at: $0).flatMap { thumbnailRequest(of: $0) } }
    }

    /// Why a key can't act on the sheet.
    func sheetRefusal(of action: Action) -> String? {
        let count = sheetCount
        if count == 0, [.up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom, .open].contains(action) {
            return Strings.sheetEmpty
        }
        let columns = sheetGrid.columns
        switch action {
        case .left, .top: return sheetCursor == 0 ? Strings.firstPicture : nil
        case .up, .pageUp: return sheetCursor < columns ? Strings.firstLine : nil
        case .right, .bottom, .pageDown: return sheetCursor >= count - 1 ? Strings.lastPicture : nil
        case .down: return sheetCursor / columns == (count - 1) / columns ? Strings.lastLine : nil
        case .submit where sheet?.content == .jobs: return Strings.nothingToSubmit(keymap)
        default: return nil
        }
    }

    /// Why there is no sheet to open.
    var sheetOpeningRefusal: String? {
        if list == .queue { return queue.count == 0 ? Strings.noJobsForSheet : nil }
        return hasFilesForSheet ? nil : Strings.nothingForSheet
    }
}

extension Action {
    /// On the contact sheet they mean its picture under the cursor, and are judged as in the lists.
    static let actOnSheetItem: Set<Action> = [.submit, .cancelJob, .retryJob, .forgetJob, .undo]
}
