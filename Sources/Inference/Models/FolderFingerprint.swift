import Foundation

/// What can be seen of some folders of packages without reading a file: names, sizes and times of change.
struct FolderFingerprint: Sendable, Equatable {
    private struct File: Sendable, Equatable {
        var path: String
        var changed: Date
        var bytes: Int
        /// A file that was replaced by a rename has another one.
        var number: Int
    }

    private var files: [File] = []

    init(_ folders: [URL]) {
        for folder in folders {
            add(folder.path)
            add(DefaultModelFile(models: folder).url.path)
            for name in Self.names(in: folder.path) {
                let package = folder.appending(path: name).path
                guard add(package) else { continue }
                for file in Self.names(in: package) { add("\(package)/\(file)") }
            }
        }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// - Returns: whether it is a folder.
    @discardableResult private mutating func add(_ path: String) -> Bool {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved) else { return false }
        files.append(
            File(
                path: path, changed: facts[.modificationDate] as? Date ?? .distantPast,
                bytes: (facts[.size] as? NSNumber)?.intValue ?? 0,
                number: (facts[.systemFileNumber] as? NSNumber)?.intValue ?? 0))
        return facts[.type] as? FileAttributeType == .typeDirectory
    }
}
