import API
// The structures of stat(2) belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc
import Logging

/// The file of a Unix socket: left behind by a process that was killed, in the way of the next.
struct SocketFile {
    let path: String

    /// Makes room for a new socket: removes one that nobody listens on.
    /// - Throws: `ServiceError` when something else is there, or somebody listens.
    func makeRoom() throws(ServiceError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServiceError(
                .invalidRequest, "'\(path)' exists and is no socket; it is left alone. Give another path.")
        }
        guard !isAnswered else {
            throw ServiceError(
                .invalidRequest, "Another process listens on '\(path)'. Stop it or give another path.")
        }
        unlink(path)
    }

    /// Lets only those connect whom `mode` lets write.
    func protect(mode: UInt32, logger: Logger) {
        if chmod(path, mode) != 0 {
            logger.error(
                "the socket's permissions cannot be set",
                metadata: ["path": .string(path), "error": .string(String(cString: strerror(errno)))])
        }
    }

    func remove() {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    }

    /// Whether a connection is accepted.
    private var isAnswered: Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: path.utf8.prefix(bytes.count - 1))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
