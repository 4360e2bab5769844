// The structures of stat(2) belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// Tells one content of a file from the next without reading it: a file that is replaced is another inode, one that is
/// written in place has another time.
struct FileFingerprint: Equatable, Sendable {
    private let numbers: [Int]

    /// nil: there is no such file.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        numbers = [
            Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)), Int(status.st_size),
            Int(status.st_mode), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
            status.st_ctim.tv_nsec,
        ]
    }
}
