package import Foundation

/// Paths of this checkout, for tests that read its files.
package enum Repository {
    /// The folder that holds `Package.swift`.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    package static func file(_ path: String) -> URL { root.appending(path: path) }

    /// The folder with models and photographs that lies beside a development checkout; nil elsewhere.
    package static var shared: URL? {
        let folder = root.deletingLastPathComponent().appending(path: "shared")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
}
