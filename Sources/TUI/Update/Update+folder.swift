import API
import Foundation

/// Reading the folder that is shown, and keeping the list as the folder is on disk.
extension Update {
    /// The first folder, at the start.
    static func openFirstFolder(_ model: inout Model) -> [Effect] {
        model.files.changes.began(at: model.now)
        return [.readFolder(model.files.folder), .watchFolder(model.files.folder), .loadRecents]
    }

    static func enter(_ folder: RawPath, landing: [UInt8]?, _ model: inout Model) -> [Effect] {
        let isOther = folder != model.files.folder
        model.files.folder = folder
        model.files.landing = landing
        model.files.listing = FolderListing()
        model.files.problem = nil
        model.files.arrangement.narrow = ""
        model.files.range = nil
        model.files.isLoading = true
        model.files.offset = 0
        model.files.cursor = 0
        model.files.facts = [:]
        model.files.inspecting = []
        model.files.changes = FolderChanges()
        model.files.changes.began(at: model.now)
        model.files.arrange(keeping: nil)
        return [.readFolder(folder)] + (isOther ? [.watchFolder(folder)] : [])
    }

    /// A large folder shows what has been read so far.
    static func folderPart(_ folder: RawPath, _ listing: FolderListing, _ model: inout Model) {
        // While a folder is read anew, the list that is there is better than half of the new one.
        guard folder == model.files.folder, model.files.isLoading else { return }
        model.files.listing = listing
        model.files.arrange(keeping: model.files.landing ?? (model.files.cursor > 0 ? model.files.current?.name : nil))
    }

    static func folderRead(_ folder: RawPath, _ result: Result<FolderListing, FileProblem>, _ model: inout Model) {
        guard folder == model.files.folder else { return }
        let isFirst = model.files.isLoading
        model.files.isLoading = false
        model.files.changes.ended(at: model.now)
        switch result {
        case .success(let listing):
            model.files.problem = nil
            let keeping = model.files.landing ?? model.files.current?.name
            model.files.listing = listing
            model.files.arrange(keeping: keeping)
            if keeping == nil { landOnFirst(&model) }
            if isFirst, let landing = model.files.landing { showLanding(landing, &model) }
            model.files.landing = nil
        case .failure(let problem):
            model.files.problem = problem
            model.files.listing = FolderListing()
            model.files.range = nil
            model.files.arrange(keeping: nil)
        }
    }

    /// The first image where the dashboard starts, so that there is something to see; elsewhere the first line.
    private static func landOnFirst(_ model: inout Model) {
        let first = model.files.hasRead ? nil : model.files.visible.firstIndex { $0.kind == .file && $0.looksLikeImage }
        model.files.hasRead = true
        guard !model.files.visible.isEmpty else { return }
        model.files.cursor = model.files.parentLines + (first ?? 0)
    }

    /// A hidden file that was asked for by its name is shown.
    private static func showLanding(_ name: [UInt8], _ model: inout Model) {
        guard model.files.current?.name != name, !model.files.arrangement.showsHidden,
            model.files.all.contains(where: { $0.name == name })
        else { return }
        model.files.arrangement.showsHidden = true
        model.files.arrange(keeping: name)
    }

    static func folderChanged(_ folder: RawPath, _ model: inout Model) {
        if folder == model.files.folder { model.files.changes.isStale = true }
    }

    static func folderRefreshDue(_ model: Model) -> Date? {
        let changes = model.files.changes
        return changes.isStale && changes.startedAt == nil ? changes.notBefore : nil
    }

    /// What the state of the picker asks for: the folder read anew, a list worked out off the loop.
    static func settleFiles(_ model: inout Model) -> [Effect] {
        var effects: [Effect] = []
        if let due = folderRefreshDue(model), due <= model.now {
            model.files.changes.began(at: model.now)
            effects.append(.readFolder(model.files.folder))
        }
        if let request = model.files.takeWantedArrangement() { effects.append(.arrange(request)) }
        return effects
    }
}
