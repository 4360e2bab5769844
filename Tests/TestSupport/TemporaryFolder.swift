package import Foundation

/// A folder of its own for one test, gone with its last reference.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init(_ name: String = "test") throws {
        url = FileManager.default.temporaryDirectory.appending(path: "top5-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    package func file(_ name: String) -> URL { url.appending(path: name) }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
