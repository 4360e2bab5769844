/// What pasted paths have turned out to be.
package struct PastedFiles: Sendable, Equatable {
    package var files: [FileVersion] = []
    package var folders: [RawPath] = []
    /// What was not found, as it was pasted.
    package var missing: [String] = []
    /// Pipes, sockets and devices.
    package var others = 0
    /// Some lines were too many to be looked at.
    package var isCut = false

    package init() {}

    package var isAllFound: Bool { missing.isEmpty && others == 0 && !isCut }
}

extension PastedFiles {
    /// Of each line the first reading of which everything is there; where there is none, that which has the most.
    /// - Parameter kind: nil for a path at which there is nothing.
    package init(_ paths: PastedPaths, kind: (RawPath) -> (kind: FileEntry.Kind, version: FileVersion)?) {
        isCut = paths.isCut
        for line in paths.lines {
            let readings = line.readings.map { $0.map { ($0, kind($0)) } }
            let best =
                readings.first { $0.allSatisfy { $0.1 != nil } }
                ?? readings.max { $0.count { $0.1 != nil } < $1.count { $0.1 != nil } }
            guard let best, best.contains(where: { $0.1 != nil }) else {
                missing.append(line.text)
                continue
            }
            for (path, found) in best {
                switch found?.kind {
                case .file: if let version = found?.version { files.append(version) }
                case .folder: folders.append(path)
                case .other, .brokenLink: others += 1
                case nil: missing.append(path.shown)
                }
            }
        }
    }
}
