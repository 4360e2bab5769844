package import Foundation

/// Well-known models to offer by name: `assets/catalog.json`.
package struct ModelCatalog: Sendable {
    package let entries: [CatalogEntry]

    package init(entries: [CatalogEntry]) { self.entries = entries }

    /// - Throws: `FILE_UNREADABLE` for a missing or wrong file.
    package init(contentsOf file: URL) throws(InferenceError) {
        do {
            entries = try JSONDecoder().decode([CatalogEntry].self, from: Data(contentsOf: file))
        } catch {
            throw InferenceError(
                .fileUnreadable, "The model catalogue \(file.lastPathComponent) can't be read.", cause: "\(error)")
        }
    }

    /// - Throws: `UNKNOWN_MODEL` with the names that there are.
    package func entry(_ name: String) throws(InferenceError) -> CatalogEntry {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw InferenceError(
                .unknownModel,
                "The catalogue has no model \(name). It has: \(entries.map(\.name).joined(separator: ", ")).")
        }
        return entry
    }
}
