import Foundation

/// The folder of compiled models, while this process has it to itself.
///
/// The engine writes a compiled model in place: another process would read the half of it, and a process killed
/// meanwhile leaves the half behind for good. So one process at a time works here, and a note says that it does; a note
/// without its process tells that what lies here cannot be trusted.
struct EngineCache: ~Copyable {
    let folder: URL
    private let descriptor: Int32
    private var note: URL { folder.appending(path: "in-use") }

    /// How long another process may hold the folder before this one does without: a large model compiles in a second.
    private static let waitMilliseconds = 30_000
    private static let stepMilliseconds = 20

    /// Waits for the folder; nil where it cannot be written, or another process does not let go of it. Blocks.
    static func take(_ folder: URL) -> EngineCache? {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let descriptor = open(folder.appending(path: "lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        var waited = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, waited < waitMilliseconds else {
                close(descriptor)
                return nil
            }
            usleep(UInt32(stepMilliseconds * 1000))
            waited += stepMilliseconds
        }
        let cache = EngineCache(folder: folder, descriptor: descriptor)
        if FileManager.default.fileExists(atPath: cache.note.path) { cache.clear() }
        guard FileManager.default.createFile(atPath: cache.note.path, contents: nil) else { return nil }
        return cache
    }

    private init(folder: URL, descriptor: Int32) {
        self.folder = folder
        self.descriptor = descriptor
    }

    /// Lets other processes have it; so does the end of the value's life.
    consuming func release() {}

    deinit {
        unlink(note.path)
        // Unlocks also where a child that is just being started still holds the descriptor.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Removes every compiled model; processes that use one keep it.
    func clear() {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files where file.pathExtension == "blob" { try? FileManager.default.removeItem(at: file) }
    }
}
