@preconcurrency import Glibc

/// inotify(7) on one folder: entries that come, go, change their name or are written.
final class FolderNotices: Sendable {
    private let descriptor: Int32

    /// nil where the kernel gives none: the folder is gone, or the limit of watches is reached.
    init?(_ folder: RawPath) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        let events =
            IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF
        let path = folder.bytes.map { CChar(bitPattern: $0) } + [0]
        guard inotify_add_watch(descriptor, path, UInt32(events)) >= 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// Whether anything has happened since the last time. Never waits.
    func take() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        var hasChanged = false
        while read(descriptor, &bytes, bytes.count) > 0 { hasChanged = true }
        return hasChanged
    }
}
