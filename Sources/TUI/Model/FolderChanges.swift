package import Foundation

/// Keeping the list as the folder is on disk.
package struct FolderChanges: Sendable {
    /// Something has changed since it was read.
    package var isStale = false
    /// Not read again before this: large folders are read less often.
    package var notBefore = Date.distantPast
    package var startedAt: Date?

    package init() {}

    package mutating func began(at now: Date) {
        isStale = false
        startedAt = now
    }

    /// A second between two readings, and four times as long as one took.
    package mutating func ended(at now: Date) {
        let took = startedAt.map { now.timeIntervalSince($0) } ?? 0
        notBefore = now.addingTimeInterval(max(1, 4 * took))
        startedAt = nil
    }
}
