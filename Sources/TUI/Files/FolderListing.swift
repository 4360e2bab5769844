/// What a folder holds, by name. Made on a file thread: sorting a hundred thousand names is nothing for the loop.
package struct FolderListing: Sendable, Equatable, ExpressibleByArrayLiteral {
    /// All entries in natural order, hidden ones too.
    package let entries: [FileEntry]
    /// Without the names that begin with a dot.
    package let unhidden: [FileEntry]

    package init(_ entries: [FileEntry] = []) {
        let keys = entries.enumerated().map { (NaturalOrder.Key($0.element), $0.offset) }
        let sorted = keys.sorted { $0.0 < $1.0 }.map { entries[$0.1] }
        self.entries = sorted
        unhidden = sorted.contains(where: \.isHidden) ? sorted.filter { !$0.isHidden } : sorted
    }

    package init(arrayLiteral elements: FileEntry...) { self.init(elements) }
}

/// Which entries of a folder are shown, and in which order.
package struct FileArrangement: Sendable, Equatable {
    package var showsHidden = false
    package var order = FileOrder.name
    /// As typed; empty shows all.
    package var narrow = ""

    /// What needs no work; nil where some is to be done.
    package func ready(in listing: FolderListing) -> [FileEntry]? {
        guard order == .name, narrow.isEmpty else { return nil }
        return showsHidden ? listing.entries : listing.unhidden
    }

    package func applied(to listing: FolderListing) -> [FileEntry] {
        let base = showsHidden ? listing.entries : listing.unhidden
        guard !narrow.isEmpty else { return order.sorted(base) }
        return NameSearch(narrow).matches(in: order.sorted(base))
    }
}

/// An arrangement that is worked out off the loop.
package struct ArrangementRequest: Sendable, Equatable {
    package var generation: Int
    package var arrangement: FileArrangement
    package var listing: FolderListing
}
