/// Folders in which something was done, the newest first; kept from one run to the next.
package struct RecentFolders: Sendable, Equatable {
    package static let most = 30

    package private(set) var folders: [RawPath] = []
    /// In the open list.
    package var list = ListPosition()

    package init(_ folders: [RawPath] = []) {
        self.folders = Array(folders.prefix(Self.most))
    }

    /// - Returns: whether that changed anything.
    package mutating func visit(_ folder: RawPath) -> Bool {
        guard folders.first != folder else { return false }
        folders.removeAll { $0 == folder }
        folders.insert(folder, at: 0)
        folders = Array(folders.prefix(Self.most))
        return true
    }

    /// Those of the runs before, behind what this run has seen already.
    package mutating func append(_ earlier: [RawPath]) {
        for folder in earlier where folders.count < Self.most && !folders.contains(folder) { folders.append(folder) }
    }
}
