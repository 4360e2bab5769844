@preconcurrency import CDispatch
import Foundation
@preconcurrency import Glibc

/// A file that appears under its name only when it is complete. Every call may block.
///
/// Until then it is written under a hidden name in the same folder; that one is gone after a cancel or a failure.
package final class ExportFile: Sendable {
    private let descriptor: Int32
    private let temporary: RawPath
    private let path: RawPath
    private let overwrites: Bool

    /// - Throws: `exists` for a file that is there and may not be overwritten; `failed` with the reason.
    package init(_ path: RawPath, overwrites: Bool) throws(ExportProblem) {
        var facts = stat()
        if stat(Self.cString(path), &facts) == 0 {
            guard facts.st_mode & S_IFMT == S_IFREG else {
                throw .failed(Strings.exportTargetIsNoFile(path.shown))
            }
            guard overwrites else { throw .exists(size: Int(facts.st_size)) }
        }
        let token = String(UInt32.random(in: 0 ... .max), radix: 36)
        temporary = path.parent.appending(Array(".".utf8) + path.nameBytes.prefix(200) + Array(".\(token).part".utf8))
        descriptor = open(Self.cString(temporary), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.problem(path, errno) }
        self.path = path
        self.overwrites = overwrites
    }

    package func write(_ text: String) throws(ExportProblem) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.problem(path, count < 0 ? errno : EIO) }
            sent += count
        }
    }

    /// On disk first, then under its name. Nothing may be called after it.
    package func finish() throws(ExportProblem) {
        let synced = fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        guard synced else { throw givenUp(number) }
        let (from, to) = (Self.cString(temporary), Self.cString(path))
        if overwrites {
            guard rename(from, to) == 0 else { throw givenUp(errno) }
            return
        }
        // A link, unlike a renaming, never takes the place of a file that has come meanwhile.
        if link(from, to) == 0 {
            unlink(from)
            return
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw givenUp(errno) }
        // Without hard links: the name is taken first, then the file put there.
        let placeholder = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard placeholder >= 0 else { throw givenUp(errno) }
        close(placeholder)
        guard rename(from, to) == 0 else { throw givenUp(errno) }
    }

    /// Nothing is left. Nothing may be called after it.
    package func abandon() {
        close(descriptor)
        unlink(Self.cString(temporary))
    }

    private func givenUp(_ number: Int32) -> ExportProblem {
        unlink(Self.cString(temporary))
        if number == EEXIST {
            var facts = stat()
            return .exists(size: stat(Self.cString(path), &facts) == 0 ? Int(facts.st_size) : 0)
        }
        return Self.problem(path, number)
    }

    private static func problem(_ path: RawPath, _ number: Int32) -> ExportProblem {
        .failed(Strings.exportUnwritable(path.shown, String(cString: strerror(number))))
    }

    private static func cString(_ path: RawPath) -> [CChar] {
        path.bytes.map { CChar(bitPattern: $0) } + [0]
    }
}
