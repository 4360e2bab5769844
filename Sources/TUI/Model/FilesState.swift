/// The file picker: one folder, a cursor, marks that outlive a change of folder.
package struct FilesState: Sendable {
    /// Folders with more entries than this are searched and sorted off the loop.
    package static let atOnce = 2_000

    package var folder: RawPath
    /// Empty until the folder has been read.
    package var listing = FolderListing()
    /// Why the folder could not be read.
    package var problem: FileProblem?
    package var isLoading = true
    /// Some folder has been read.
    package var hasRead = false
    package var arrangement = FileArrangement()
    /// Grows with every arrangement, so that late ones are told apart.
    package private(set) var generation = 0
    /// To be worked out off the loop.
    package private(set) var wantedArrangement: ArrangementRequest?
    /// What is shown: `..` is not among them.
    package private(set) var visible: [FileEntry] = []
    /// The list that is shown is not yet the one that is wanted.
    package private(set) var isArranging = false
    /// 0 is `..`, unless the folder is the root.
    package var cursor = 0
    /// First line on the screen.
    package var offset = 0
    package var marked = MarkSet()
    package var range: MarkRange?
    package var glob: GlobMarking?
    package var tree: TreeWalk?
    package var facts: [FileVersion: FileFacts] = [:]
    package var inspecting: Set<FileVersion> = []
    /// The name to put the cursor on when the folder has been read: the folder that was left, or a file that was asked for.
    package var landing: [UInt8]?
    package var changes = FolderChanges()
    package var recents = RecentFolders()
    package var completion: PathCompletion?

    /// Written as `~`; nil writes every path out.
    package var home: RawPath?

    package init(folder: RawPath) {
        self.folder = folder
    }

    /// All entries by name, hidden ones too.
    package var all: [FileEntry] { listing.entries }
    package var narrow: String { arrangement.narrow }
    /// In the order in which they were marked.
    package var marks: [RawPath] { marked.ordered.map(\.path) }

    /// Lines above the entries: `..` where there is one.
    package var parentLines: Int { folder.isRoot ? 0 : 1 }
    package var lineCount: Int { parentLines + visible.count }

    /// The entry at a line; nil for `..` and behind the end.
    package func entry(at line: Int) -> FileEntry? {
        let index = line - parentLines
        return visible.indices.contains(index) ? visible[index] : nil
    }

    package var current: FileEntry? { entry(at: cursor) }
    package var currentFile: FileEntry? { current?.kind == .file ? current : nil }

    /// A shown entry; the one under the cursor is found at once.
    package func entry(at path: RawPath) -> FileEntry? {
        if let current, self.path(of: current) == path { return current }
        guard path.parent == folder else { return nil }
        let name = path.nameBytes
        return visible.first { $0.name == name }
    }

    package func path(of entry: FileEntry) -> RawPath { folder.appending(entry.name) }

    package func version(of entry: FileEntry) -> FileVersion {
        FileVersion(path: path(of: entry), size: entry.size, modified: entry.modified)
    }

    package func facts(of entry: FileEntry) -> FileFacts? { facts[version(of: entry)] }

    /// Works out what is shown, now or off the loop, and keeps the cursor on the same name where that is possible.
    package mutating func arrange(keeping name: [UInt8]?) {
        generation += 1
        wantedArrangement = nil
        isArranging = false
        if let ready = arrangement.ready(in: listing) {
            show(ready, keeping: name)
        } else if listing.entries.count <= Self.atOnce {
            show(arrangement.applied(to: listing), keeping: name)
        } else {
            isArranging = true
            wantedArrangement = ArrangementRequest(
                generation: generation, arrangement: arrangement, listing: listing)
        }
    }

    package mutating func takeWantedArrangement() -> ArrangementRequest? {
        defer { wantedArrangement = nil }
        return wantedArrangement
    }

    /// What was worked out off the loop, unless something else is wanted by now.
    package mutating func show(_ entries: [FileEntry], generation: Int) {
        guard generation == self.generation else { return }
        isArranging = false
        show(entries, keeping: current?.name)
    }

    private mutating func show(_ entries: [FileEntry], keeping name: [UInt8]?) {
        visible = entries
        let parentLines = parentLines
        range?.follow(entries, below: parentLines)
        if let name {
            if let index = place(of: name) {
                cursor = index + parentLines
            } else if !narrow.isEmpty {
                cursor = parentLines
            }
        }
        cursor = min(max(0, cursor), max(0, lineCount - 1))
    }

    private func place(of name: [UInt8]) -> Int? {
        current?.name == name ? cursor - parentLines : visible.firstIndex { $0.name == name }
    }

    package mutating func setMark(_ file: FileVersion, _ isMarked: Bool) {
        if isMarked { marked.insert(file) } else { marked.remove(file.path) }
    }

    package mutating func clearMarks() { marked.removeAll() }
}
