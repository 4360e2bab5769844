package import Foundation

/// The default that a user chose: the file `default` in a folder of packages, which holds `name@version`.
package struct DefaultModelFile: Sendable {
    package static let fileName = "default"

    package let url: URL

    /// - Parameter models: the folder of the packages.
    package init(models: URL) { url = models.appending(path: Self.fileName) }

    /// nil where nothing was chosen, and for a file that holds no id.
    package var id: String? {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        let id = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = id.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        return parts.count == 2 && parts.allSatisfy(ModelManifest.isPlainName) ? id : nil
    }

    /// A reader sees the old id or the new one, never half of it.
    ///
    /// - Throws: `FILE_UNREADABLE`.
    package func write(_ id: String) throws(InferenceError) {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("\(id)\n".utf8).write(to: url, options: .atomic)
        } catch {
            throw InferenceError(
                .fileUnreadable, "The default can't be written to \(url.path): \(error.localizedDescription)")
        }
    }

    /// - Throws: `FILE_UNREADABLE`.
    package func clear() throws(InferenceError) {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        do {
            try FileManager.default.removeItem(at: url)
        } catch {
            throw InferenceError(.fileUnreadable, "\(url.path) can't be removed: \(error.localizedDescription)")
        }
    }
}
