// The structures of stat(2) belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// The log where the screen belongs to the dashboard: a file that is only ever appended to, from any thread; each line is
/// one `write` on an `O_APPEND` descriptor.
final class LogFile: Sendable {
    let path: String
    private let descriptor: Int32

    /// Over this many bytes at opening, the old lines move to `PATH.1`.
    private static let rotateBytes = 10 * 1024 * 1024

    /// - Throws: `CommandError` when the file cannot be opened.
    init(path: String) throws(CommandError) {
        self.path = path
        var status = stat()
        if stat(path, &status) == 0, status.st_size > Self.rotateBytes { rename(path, path + ".1") }
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandError("Cannot open the log '\(path)': \(String(cString: strerror(errno))).")
        }
    }

    deinit {
        close(descriptor)
    }

    func append(_ line: String) {
        var line = line
        // A full disk loses the line; there is nobody left to tell.
        line.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
    }
}
