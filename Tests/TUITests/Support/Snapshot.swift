import Foundation
import TestSupport
import Testing

@testable import TUI

/// Compares a screen with a text file that a reviewer can read. `TOP5_RECORD=1` writes the files anew.
enum Snapshot {
    static let folder = Repository.file("Tests/TUITests/Snapshots")

    static func check(_ name: String, _ scene: Scene, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let frame = DashboardView.render(scene.model).frame
        #expect(frame.size == scene.model.size, sourceLocation: sourceLocation)
        let file = folder.appending(path: "\(name)-\(frame.size.columns)x\(frame.size.rows).txt")
        let actual = frame.text() + "\n"
        if ProcessInfo.processInfo.environment["TOP5_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(actual.utf8).write(to: file)
            return
        }
        guard let data = try? Data(contentsOf: file) else {
            Issue.record(
                "\(file.lastPathComponent) is missing; TOP5_RECORD=1 writes it.\n\(actual)",
                sourceLocation: sourceLocation)
            return
        }
        let expected = String(decoding: data, as: UTF8.self)
        if actual != expected {
            Issue.record(
                "\(file.lastPathComponent) differs:\n\(difference(expected, actual))", sourceLocation: sourceLocation)
        }
    }

    /// The lines that differ, the expected one first.
    private static func difference(_ expected: String, _ actual: String) -> String {
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        return (0..<max(old.count, new.count)).compactMap { index in
            let left = index < old.count ? String(old[index]) : "(no line)"
            let right = index < new.count ? String(new[index]) : "(no line)"
            return left == right ? nil : "\(index + 1) - \(left)\n\(index + 1) + \(right)"
        }.joined(separator: "\n")
    }
}
