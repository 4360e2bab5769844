/// Marking with `v`: from one line to the cursor.
package struct MarkRange: Sendable, Equatable {
    /// The line on which it began, and the name there.
    package private(set) var anchor: Int
    private let name: [UInt8]?

    package init(anchor: Int, name: [UInt8]?) {
        self.anchor = anchor
        self.name = name
    }

    package func lines(to cursor: Int) -> ClosedRange<Int> {
        min(anchor, cursor)...max(anchor, cursor)
    }

    /// Stays with its name when the list changes.
    package mutating func follow(_ entries: [FileEntry], below parentLines: Int) {
        guard let name, let index = entries.firstIndex(where: { $0.name == name }) else {
            anchor = min(anchor, parentLines + max(0, entries.count - 1))
            return
        }
        anchor = index + parentLines
    }
}

/// Marking by a pattern, while it is typed.
package struct GlobMarking: Sendable, Equatable {
    package var pattern: String
    /// nil while they are looked for.
    package var matches: [FileVersion]?
    package var bytes = 0
    /// Enter was pressed before the matches were there.
    package var isConfirmed = false

    package init(_ pattern: String) { self.pattern = pattern }

    /// A minus in front takes marks away.
    package var unmarks: Bool { pattern.hasPrefix("-") }
    package var glob: Glob { Glob(unmarks ? String(pattern.dropFirst()) : pattern) }
}

/// One question for the files of a folder whose names match.
package struct GlobRequest: Sendable, Equatable {
    package var pattern: String
    package var glob: Glob
    package var folder: RawPath
    package var entries: [FileEntry]

    /// Regular files only.
    package var matches: [FileVersion] {
        entries.compactMap { entry in
            guard entry.kind == .file, glob.matches(entry.shown) else { return nil }
            return FileVersion(path: folder.appending(entry.name), size: entry.size, modified: entry.modified)
        }
    }
}
