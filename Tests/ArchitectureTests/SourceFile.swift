import Foundation
import TestSupport

/// A text file of the repository, by its path from the root.
struct SourceFile {
    let path: String
    let lines: [String]
    /// The lines without comments and without what stands in string literals (Swift and C).
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = Self.split(text)
        code = Self.split(CodeText.strip(text))
    }

    var name: String { String(path.split(separator: "/").last ?? "") }

    /// The file's name up to its first dot: `Type+aspect` for `Type+aspect.swift`.
    var stem: String { String(name.prefix { $0 != "." }) }

    /// `Inference` for `Sources/Inference/Vips/Thumbnail.swift`, nil outside of `Sources`.
    var module: String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" else { return nil }
        return parts[1] == "CModules" && parts.count > 3 ? String(parts[2]) : String(parts[1])
    }

    /// Every file with one of these endings below the folder, without hidden folders.
    static func all(under folder: String, extensions: Set<String>) throws -> [SourceFile] {
        let root = Repository.file(folder)
        let found = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        var files: [SourceFile] = []
        while let url = found?.nextObject() as? URL {
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true,
                extensions.contains(url.pathExtension)
            else { continue }
            let path = String(url.standardizedFileURL.path.dropFirst(Repository.root.standardizedFileURL.path.count))
            let text = try String(contentsOf: url, encoding: .utf8)
            files.append(SourceFile(path: String(path.drop { $0 == "/" }), text: text))
        }
        return files.sorted { $0.path < $1.path }
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
