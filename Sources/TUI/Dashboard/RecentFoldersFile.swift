import Foundation

/// Keeps the recent folders between runs: paths as bytes, each with a zero behind it, since a path may hold anything else.
struct RecentFoldersFile: Sendable {
    /// nil keeps nothing.
    let path: String?

    func load() -> [RawPath] {
        guard let path, let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
        return data.split(separator: 0).filter { $0.first == UInt8(ascii: "/") }.map { RawPath(bytes: Array($0)) }
    }

    /// A list that can't be kept is no reason to disturb anybody.
    func save(_ folders: [RawPath]) {
        guard let path else { return }
        var bytes: [UInt8] = []
        for folder in folders { bytes += folder.bytes + [0] }
        try? Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }
}
