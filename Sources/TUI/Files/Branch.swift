/// One folder of a tree.
struct Branch: Sendable, Equatable {
    /// Which folder it is, whatever path led there.
    struct Identity: Sendable, Hashable {
        var device: UInt64
        var inode: UInt64
    }

    /// nil for an empty folder.
    var identity: Identity?
    var files: [FileEntry] = []
    var folders: [FileEntry] = []
    /// Links to folders.
    var links = 0
    /// Broken links, pipes, sockets, devices.
    var others = 0
}
