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
    }

    private var items: [Item] = []

    /// Reads manifests and labels, not the models. Folders whose name starts with a dot are being installed.
    init(folders: [URL]) {
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
    mutating func update(to found: ModelShelf) {
        items = found.items.map { new in
            guard let old = items.first(where: { $0.id == new.id }), old.state == .ready || old.state == .loading
            else { return new }
            return old
        }
    }

    mutating func set(_ state: ModelState, of id: String) {
        guard let place = items.firstIndex(where: { $0.id == id }) else { return }
        items[place].state = state
    }

    mutating func fail(_ id: String, _ error: InferenceError) {
        guard let place = items.firstIndex(where: { $0.id == id }) else { return }
        items[place].state = .unusable
        items[place].package = .failure(error)
    }

    func entries(default chosen: String?) -> [ModelEntry] {
        items.map { item in
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
        if let exact = items.first(where: { $0.id == wanted }) {
            return try exact.package.get().id
        }
        let versions = items.compactMap { try? $0.package.get() }.filter { $0.manifest.name == wanted }
        let newest = versions.max {
            $0.manifest.version.compare($1.manifest.version, options: .numeric) == .orderedAscending
        }
        if let newest { return newest.id }
        // Only broken ones: say how it is broken instead of that there is none.
        if let broken = items.first(where: { $0.id.hasPrefix(wanted + "@") }) {
            return try broken.package.get().id
        }
        throw unknown(wanted)
    }

    /// - Throws: `NO_MODEL`.
    func findDefault() throws(InferenceError) -> String {
        let usable = items.compactMap { try? $0.package.get() }.filter { $0.manifest.image != nil }
        if let chosen = usable.first(where: { !$0.manifest.starter }) ?? usable.first { return chosen.id }
        let unusable = items.filter { (try? $0.package.get()) == nil }.map(\.id)
        let broken =
            unusable.isEmpty ? "" : " \(unusable.count) packages are broken: \(unusable.joined(separator: ", "))."
        throw InferenceError(.noModel, "There is no usable image model.\(broken) Install one, or reinstall top5.")
    }

    private func unknown(_ wanted: String) -> InferenceError {
        let known = items.map(\.id).joined(separator: ", ")
        return InferenceError(.unknownModel, "There is no model \(wanted). Known: \(known.isEmpty ? "none" : known).")
    }
}
