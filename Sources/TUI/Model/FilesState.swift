/// The file picker: one folder, a cursor, marks that outlive a change of folder.
package struct FilesState: Sendable {
    package var folder: RawPath
    /// All entries in natural order, hidden ones too.
    package var all: [FileEntry] = []
    /// Why the folder could not be read.
    package var problem: FileProblem?
    package var isLoading = true
    /// Some folder has been read.
    package var hasRead = false
    package var showsHidden = false
    /// Only names that contain this, without regard to case.
    package var narrow = ""
    /// What is shown: `..` is not among them.
    package private(set) var visible: [FileEntry] = []
    /// 0 is `..`, unless the folder is the root.
    package var cursor = 0
    /// First line on the screen.
    package var offset = 0
    /// In the order in which they were marked.
    package var marks: [RawPath] = []
    package private(set) var marked: Set<RawPath> = []
    package var facts: [FileVersion: FileFacts] = [:]
    package var inspecting: Set<FileVersion> = []
    /// The name to put the cursor on when the folder has been read: the folder that was left.
    package var landing: [UInt8]?

    /// Written as `~`; nil writes every path out.
    package var home: RawPath?

    package init(folder: RawPath) {
        self.folder = folder
    }

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

    package func path(of entry: FileEntry) -> RawPath { folder.appending(entry.name) }

    package func version(of entry: FileEntry) -> FileVersion {
        FileVersion(path: path(of: entry), size: entry.size, modified: entry.modified)
    }

    package func facts(of entry: FileEntry) -> FileFacts? { facts[version(of: entry)] }

    /// Works out what is shown, and keeps the cursor on the same name where that is possible.
    package mutating func arrange(keeping name: [UInt8]?) {
        let needle = narrow.lowercased()
        visible = all.filter { entry in
            (showsHidden || !entry.isHidden) && (needle.isEmpty || entry.shown.lowercased().contains(needle))
        }
        if let name, let index = visible.firstIndex(where: { $0.name == name }) {
            cursor = index + parentLines
        }
        cursor = min(max(0, cursor), max(0, lineCount - 1))
    }

    package mutating func setMark(_ path: RawPath, _ isMarked: Bool) {
        if isMarked {
            if marked.insert(path).inserted { marks.append(path) }
        } else if marked.remove(path) != nil {
            marks.removeAll { $0 == path }
        }
    }

    package mutating func clearMarks() {
        marks = []
        marked = []
    }
}
