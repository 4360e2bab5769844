/// How the picker sorts the files of a folder; folders come first in each.
package enum FileOrder: Sendable, Equatable, CaseIterable {
    /// Natural order of names.
    case name
    case newest, largest

    package var next: FileOrder {
        switch self {
        case .name: .newest
        case .newest: .largest
        case .largest: .name
        }
    }

    /// - Parameter entries: by name, which decides where the wanted order leaves a tie.
    package func sorted(_ entries: [FileEntry]) -> [FileEntry] {
        let key: (FileEntry) -> Int64
        switch self {
        case .name: return entries
        case .newest: key = \.modified
        case .largest: key = { Int64($0.size) }
        }
        let folders =
            self == .newest
            ? sorted(entries.filter { $0.kind == .folder }, by: key)
            : entries.filter { $0.kind == .folder }
        return folders + sorted(entries.filter { $0.kind != .folder }, by: key)
    }

    private func sorted(_ entries: [FileEntry], by key: (FileEntry) -> Int64) -> [FileEntry] {
        let keys = entries.enumerated().map { (key($0.element), $0.offset) }
        return keys.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }.map { entries[$0.1] }
    }
}
