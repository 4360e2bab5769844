package import Foundation
import Glibc

/// A hidden folder beside the packages, in which one becomes whole or is thrown away.
///
/// Locked for as long as its process has it: the kernel frees the lock of a process that died, and then `sweep` removes
/// the folder. Libraries skip names that start with a dot.
package final class StagingFolder: Sendable {
    package enum Purpose: Sendable, Equatable {
        /// Downloads of one model; what a dead process left is gone on with. The model's id.
        case pull(String)
        case add
        case removed

        fileprivate var folderName: String {
            switch self {
            case .pull(let id): ".pull-\(id)"
            case .add: ".add-\(UUID().uuidString)"
            case .removed: ".removed-\(UUID().uuidString)"
            }
        }
    }

    /// Downloads that nobody went on with for this long are removed: 7 days, in seconds.
    private static let downloadSeconds = 7.0 * 24 * 60 * 60

    package let url: URL
    private let models: URL
    private let descriptor: Int32

    /// Makes the folder, and the one that it lies in, or takes over what is there.
    ///
    /// - Parameter models: the folder of the packages.
    /// - Returns: nil where another process has it.
    /// - Throws: `FILE_UNREADABLE`.
    package static func open(_ purpose: Purpose, in models: URL) throws(InferenceError) -> StagingFolder? {
        let url = models.appending(path: purpose.folderName)
        while true {
            do {
                try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            } catch {
                throw InferenceError(
                    .fileUnreadable, "The folder \(url.path) can't be made: \(error.localizedDescription)")
            }
            let descriptor = Glibc.open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else {
                if errno == ENOENT { continue }
                throw InferenceError(
                    .fileUnreadable, "The folder \(url.path) can't be opened: \(String(cString: strerror(errno))).")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return nil
            }
            // Its last owner may have put it in place between our open and our lock.
            let name = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            if name?.hasSuffix("/\(url.lastPathComponent)") ?? true {
                return StagingFolder(url: url, models: models, descriptor: descriptor)
            }
            close(descriptor)
        }
    }

    private init(url: URL, models: URL, descriptor: Int32) {
        self.url = url
        self.models = models
        self.descriptor = descriptor
    }

    deinit {
        // Unlocks also where a child that is just being started still holds the folder.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// The folder becomes the package folder `name`, by one rename; what was there before is thrown away afterwards.
    ///
    /// - Throws: `FILE_UNREADABLE`; what was there before is there again then.
    package func place(as name: String) throws(InferenceError) {
        let target = models.appending(path: name)
        let old = try StagingFolder.open(.removed, in: models)
        defer { old?.remove() }
        let replaced = old?.url.appending(path: name)
        let hadOne = replaced.map { rename(target.path, $0.path) == 0 } ?? false
        guard rename(url.path, target.path) == 0 else {
            let reason = String(cString: strerror(errno))
            if hadOne, let replaced { rename(replaced.path, target.path) }
            throw InferenceError(.fileUnreadable, "\(name) can't be put in place in \(models.path): \(reason).")
        }
    }

    /// Takes a package folder out of sight by one rename, then deletes it.
    ///
    /// - Throws: `FILE_UNREADABLE`; then nothing has changed.
    package static func throwAway(_ folder: URL) throws(InferenceError) {
        let models = folder.deletingLastPathComponent()
        guard let bin = try open(.removed, in: models) else { return }
        defer { bin.remove() }
        guard rename(folder.path, bin.url.appending(path: folder.lastPathComponent).path) == 0 else {
            throw InferenceError(
                .fileUnreadable, "\(folder.path) can't be removed: \(String(cString: strerror(errno))).")
        }
    }

    package func remove() { try? FileManager.default.removeItem(at: url) }

    /// Removes what processes that are dead left in a folder of packages.
    package static func sweep(_ models: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []
        for name in names where [".pull-", ".add-", ".removed-"].contains(where: name.hasPrefix) {
            let url = models.appending(path: name)
            let descriptor = Glibc.open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            if name.hasPrefix(".pull-"), age(of: url) < downloadSeconds { continue }
            try? FileManager.default.removeItem(at: url)
        }
    }

    /// Seconds since something last changed in the folder.
    private static func age(of folder: URL) -> Double {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        let times = ([folder.path] + names.map { folder.appending(path: $0).path }).compactMap {
            (try? files.attributesOfItem(atPath: $0))?[.modificationDate] as? Date
        }
        return times.max().map { Date.now.timeIntervalSince($0) } ?? 0
    }
}
