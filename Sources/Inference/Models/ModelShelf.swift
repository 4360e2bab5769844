import Foundation

/// The packages that were found in some folders, and how far each is.
struct ModelShelf {
    private struct Item {
        let id: String
        let folder: URL
        /// Can be sound where the rest is not, and then still tells what the package was meant to be.
        let manifest: ModelManifest?
        var package: Result<ModelPackage, InferenceError>
        var state: ModelState
        /// The folder was removed; the loaded model still serves those who know its id.
        var isGone = false

        var isLoaded: Bool { state == .ready || state == .loading }
    }

    private var items: [Item] = []
    /// What the folders' `default` files name.
    private var chosen: [String] = []

    /// Reads manifests and labels, not the models. Folders whose name starts with a dot are being installed.
    init(folders: [URL]) {
        chosen = folders.compactMap { DefaultModelFile(models: $0).id }
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            for name in names.sorted() where !name.hasPrefix(".") {
                let candidate = folder.appending(path: name)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), isFolder.boolValue
                else { continue }
                add(candidate)
            }
        }
    }

    private mutating func add(_ folder: URL) {
        let package = Result { () throws(InferenceError) in try ModelPackage.open(folder) }
        let id = (try? package.get().id) ?? folder.lastPathComponent
        guard !items.contains(where: { $0.id == id }) else { return }
        let isUsable = (try? package.get()) != nil
        let json = try? Data(contentsOf: folder.appending(path: ModelManifest.fileName))
        items.append(
            Item(
                id: id, folder: folder, manifest: json.flatMap { try? ModelManifest.decode($0) }, package: package,
                state: isUsable ? .available : .unusable))
    }

    /// Takes over another look at the folders; what is loaded or loading stays as it is.
    ///
    /// - Returns: ids of loaded models whose manifests have changed.
    mutating func update(to found: ModelShelf) -> [String] {
        var outdated: [String] = []
        let loaded = items.filter(\.isLoaded)
        items = found.items.map { new in
            guard var old = loaded.first(where: { $0.id == new.id }) else { return new }
            guard old.manifest == new.manifest else {
                outdated.append(new.id)
                return new
            }
            old.isGone = false
            return old
        }
        for var old in loaded where !items.contains(where: { $0.id == old.id }) {
            old.isGone = true
            items.append(old)
        }
        chosen = found.chosen
        return outdated
    }

    private var present: [Item] { items.filter { !$0.isGone } }

    mutating func set(_ state: ModelState, of id: String) {
        guard let place = items.firstIndex(where: { $0.id == id }) else { return }
        items[place].state = state
    }

    mutating func fail(_ id: String, _ error: InferenceError) {
        guard let place = items.firstIndex(where: { $0.id == id }) else { return }
        items[place].state = .unusable
        items[place].package = .failure(error)
    }

    func state(of id: String) -> ModelState? { items.first { $0.id == id }?.state }

    func entries(default chosen: String?) -> [ModelEntry] {
        present.map { item in
            var error: InferenceError?
            if case .failure(let reason) = item.package { error = reason }
            return ModelEntry(
                id: item.id, folder: item.folder, manifest: item.manifest,
                classes: (try? item.package.get())?.labels.count, isDefault: item.id == chosen, state: item.state,
                error: error)
        }
    }

    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    func package(_ id: String) throws(InferenceError) -> ModelPackage {
        guard let item = items.first(where: { $0.id == id }) else { throw unknown(id) }
        return try item.package.get()
    }

    /// - Parameter wanted: `name@version`, or `name` for the newest version that is usable.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    func find(_ wanted: String) throws(InferenceError) -> String {
        if let exact = present.first(where: { $0.id == wanted }) {
            return try exact.package.get().id
        }
        let versions = present.compactMap { try? $0.package.get() }.filter { $0.manifest.name == wanted }
        let newest = versions.max {
            $0.manifest.version.compare($1.manifest.version, options: .numeric) == .orderedAscending
        }
        if let newest { return newest.id }
        // Only broken ones: say how it is broken instead of that there is none.
        if let broken = present.first(where: { $0.id.hasPrefix(wanted + "@") }) {
            return try broken.package.get().id
        }
        throw unknown(wanted)
    }

    /// The chosen one if it is here and takes images, else the first that is no starter, else a starter.
    ///
    /// - Throws: `NO_MODEL`.
    func findDefault() throws(InferenceError) -> String {
        let usable = present.compactMap { try? $0.package.get() }.filter { $0.manifest.image != nil }
        for id in chosen where usable.contains(where: { $0.id == id }) { return id }
        if let first = usable.first(where: { !$0.manifest.starter }) ?? usable.first { return first.id }
        let broken = present.filter { $0.state == .unusable }.map(\.id)
        let reason = broken.isEmpty ? "" : " Broken: \(broken.joined(separator: ", "))."
        throw InferenceError(
            .noModel, "There is no usable image model.\(reason) Install one with `top5 models pull`, or reinstall top5."
        )
    }

    private func unknown(_ wanted: String) -> InferenceError {
        let known = present.map(\.id).joined(separator: ", ")
        return InferenceError(.unknownModel, "There is no model \(wanted). Known: \(known.isEmpty ? "none" : known).")
    }
}
