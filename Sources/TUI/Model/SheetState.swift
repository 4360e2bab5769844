package import API

/// The contact sheet: small pictures of many images, in a grid.
package struct SheetState: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// As they were when the sheet was opened.
        case files([FileVersion])
        /// The queue's, with its filter and its cursor.
        case jobs
    }

    package enum Thumbnail: Sendable, Equatable {
        case picture(CellImage)
        /// Why there is none.
        case problem(String)
    }

    package let content: Content
    /// Among the files.
    package var cursor = 0
    /// First row of the grid on the screen.
    package var offset = 0
    /// What the pictures are made for; stays when only the speed of the link changes.
    package var look: PictureLook?
    /// Pictures on the screen or next to it, the most urgent first.
    package var wanted: [PreviewRequest] = []
    /// Of those that are wanted.
    package var thumbnails: [PreviewRequest: Thumbnail] = [:]

    package init(_ content: Content) {
        self.content = content
    }
}

/// One image of the contact sheet.
package struct SheetItem: Sendable, Equatable {
    package var source: PreviewRequest.Source
    package var name: String
    package var path: RawPath?
    package var job: Job?
}

extension Model {
    /// The sheet is what the keys act on.
    package var isSheetShown: Bool { sheetIsBelow && overlay == nil }

    /// The sheet is what the screen shows, or what a question or an overlay lies over.
    var sheetIsBelow: Bool { sheet != nil && screen == .main }

    package var sheetGrid: SheetGrid { SheetGrid(area: layout.sheet) }

    package var sheetCount: Int {
        switch sheet?.content {
        case .files(let versions): versions.count
        case .jobs: queue.lineCount
        case nil: 0
        }
    }

    package var sheetCursor: Int {
        switch sheet?.content {
        case .files: sheet?.cursor ?? 0
        case .jobs: queue.selectedLine ?? 0
        case nil: 0
        }
    }

    package func sheetItem(at index: Int) -> SheetItem? {
        switch sheet?.content {
        case .files(let versions):
            guard versions.indices.contains(index) else { return nil }
            let path = versions[index].path
            return SheetItem(
                source: .file(versions[index]), name: path.name, path: path, job: uploads.outcomes[path]?.job)
        case .jobs:
            return queue.job(at: index).map { SheetItem(source: .job(id: $0.id), name: $0.image.name, job: $0) }
        case nil: return nil
        }
    }

    package var currentSheetItem: SheetItem? { sheetItem(at: sheetCursor) }

    /// Jobs down to this line are wanted by the sheet: two screens of it.
    var sheetReach: Int {
        guard let sheet, sheet.content == .jobs else { return 0 }
        return (sheet.offset + 2 * sheetGrid.rows) * sheetGrid.columns
    }

    /// What a sheet that is opened now would show: the marked files, else the folder's images.
    var filesForSheet: [FileVersion] {
        let known = Dictionary(files.all.map { (files.path(of: $0), files.version(of: $0)) }) { first, _ in first }
        if !files.marks.isEmpty {
            // Of files in other folders no more than the path is known.
            return files.marks.map { known[$0] ?? FileVersion(path: $0, size: 0, modified: 0) }
        }
        return files.visible.filter { isForSheet($0) }.map { files.version(of: $0) }
    }

    var hasFilesForSheet: Bool { !files.marks.isEmpty || files.visible.contains { isForSheet($0) } }

    private func isForSheet(_ entry: FileEntry) -> Bool {
        guard entry.kind == .file else { return false }
        guard let facts = files.facts(of: entry) else { return entry.looksLikeImage }
        return facts.image != nil
    }
}
