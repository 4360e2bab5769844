import Foundation

/// A folder in the temporary directory, gone with its last reference.
final class ScratchFolder: Sendable {
    let url: URL

    /// - Throws: `CommandError` when it can't be made.
    init(_ name: String) throws(CommandError) {
        url = FileManager.default.temporaryDirectory.appending(path: "top5-\(name)-\(UUID().uuidString.prefix(8))")
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandError(
                "Cannot make the folder '\(url.path)': \(error.localizedDescription). Set TMPDIR to another one.")
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }
}
