import Foundation

/// Remembers that a model could not be fetched, so that a start does not wait for it again on the same day.
struct PullNote {
    private static let secondsBetweenTries = 24.0 * 60 * 60

    private let file: URL

    init(_ name: String) {
        file = XDG.folder("XDG_CACHE_HOME", fallback: ".cache").appending(path: "top5/pull-\(name)-failed")
    }

    /// Less than a day old; a time in the future does not count.
    var isFresh: Bool {
        let facts = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard let date = facts?[.modificationDate] as? Date else { return false }
        return (0..<Self.secondsBetweenTries).contains(Date.now.timeIntervalSince(date))
    }

    /// Where it can't be written, the next start tries again.
    func write(_ reason: String) {
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data("\(reason)\n".utf8).write(to: file)
    }

    func remove() { try? FileManager.default.removeItem(at: file) }
}
