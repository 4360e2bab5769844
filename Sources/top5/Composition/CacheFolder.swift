import Foundation

/// What can be made again: `$XDG_CACHE_HOME/top5`.
enum CacheFolder {
    static var url: URL { XDG.folder("XDG_CACHE_HOME", fallback: ".cache").appending(path: "top5") }

    /// Compiled models, written and read by the engine, so that a second start need not compile. nil where the folder
    /// can't be made: then it compiles each time.
    static var engine: URL? {
        let folder = url.appending(path: "engine")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return nil
        }
        return folder
    }
}
