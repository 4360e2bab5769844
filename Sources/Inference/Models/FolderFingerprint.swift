// The structures of stat(2) belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// What can be seen of some folders of packages without reading a file: names, sizes and times of change.
struct FolderFingerprint: Sendable, Equatable {
    private struct File: Sendable, Equatable {
        var path: String
        /// Seconds and nanoseconds.
        var changed: [Int]
        var bytes: Int
        /// A file that was replaced by a rename has another one.
        var number: UInt
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

    /// Not with Foundation, which reads the names of the owner and of the group for each file: a submission waits for this.
    ///
    /// - Returns: whether it is a folder.
    @discardableResult private mutating func add(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        files.append(
            File(
                path: path, changed: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec], bytes: Int(status.st_size),
                number: UInt(status.st_ino)))
        return status.st_mode & S_IFMT == S_IFDIR
    }
}
