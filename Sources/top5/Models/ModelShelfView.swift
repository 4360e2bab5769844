import Foundation
import Inference
import TUI

/// The models that are here, as the `models` commands see them: each command looks once.
struct ModelShelfView {
    let folders: [URL]
    let library: ModelLibrary
    let entries: [ModelEntry]

    init(folders: [URL]) {
        self.folders = folders
        library = ModelLibrary(folders: folders)
        entries = library.list()
    }

    /// As it was when this looked: the library itself sees what changes.
    var defaultID: String? { entries.first(where: \.isDefault)?.id }

    /// By id, or the newest of a name, or a broken package by its folder's name.
    func find(_ name: String) -> ModelEntry? {
        let matches = matches(name)
        guard let id = try? library.resolve(name) else { return matches.last }
        return matches.first { $0.id == id } ?? matches.last
    }

    /// - Throws: `CommandError` with the names that there are.
    func findAny(_ name: String) throws(CommandError) -> ModelEntry {
        guard let entry = find(name) else { throw CommandError(unknown(name, catalog: nil)) }
        return entry
    }

    /// - Throws: `CommandError` also where the name means several versions.
    func findOnly(_ name: String) throws(CommandError) -> ModelEntry {
        let matches = matches(name)
        guard matches.count <= 1 else {
            throw CommandError(
                "\(shown(name)) means several: \(matches.map { shown($0.id) }.joined(separator: ", ")). Say which.",
                status: 2)
        }
        guard let entry = matches.first else { throw CommandError(unknown(name, catalog: nil)) }
        return entry
    }

    func unknown(_ name: String, catalog: ModelCatalog?) -> InferenceError {
        var known = entries.map(\.id)
        if let catalog { known += catalog.notInstalled(entries).map(\.name) }
        return InferenceError(
            .unknownModel,
            "There is no model \(name). Known: \(known.isEmpty ? "none" : known.joined(separator: ", ")).")
    }

    private func matches(_ name: String) -> [ModelEntry] {
        let exact = entries.filter { $0.id == name }
        return exact.isEmpty
            ? entries.filter { $0.manifest?.name == name || $0.folder.lastPathComponent == name } : exact
    }
}

/// Text from a package, safe to show.
func shown(_ text: String) -> String { ShownText.sanitise(text) }

extension ModelCatalog {
    /// What can be pulled and is not here.
    func notInstalled(_ entries: [ModelEntry]) -> [CatalogEntry] {
        self.entries.filter { offer in
            guard let package = offer.package else { return false }
            return !entries.contains { $0.id == package.id }
        }
    }
}
