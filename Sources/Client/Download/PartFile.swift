import Crypto
import Foundation
import Glibc
import NIOPosix
import Synchronization

/// The file that a download grows in, `NAME.part`, with its sum and a note, `NAME.part.json`, on where it comes from.
///
/// One process at a time: the part is locked for as long as it is open, and the kernel frees the lock of a process that
/// died. Everything that touches the disk runs on threads that may block.
final class PartFile: Sendable {
    /// What must be the same for an old part to be of use.
    private struct Note: Codable {
        var url: String
        var sha256: String
        var validator: String?
    }

    private struct State {
        var descriptor: Int32
        var hash = SHA256()
        var bytes: Int64 = 0
        var validator: String?
    }

    private let request: DownloadRequest
    private let state: Mutex<State>

    private var part: String { request.destination.path + ".part" }
    private var note: URL { URL(filePath: part + ".json") }

    /// Opens the part, or an empty one, and reads what is there for its sum.
    ///
    /// - Throws: `DOWNLOAD_BUSY` where another process has it; `DOWNLOAD_FILE`.
    static func open(_ request: DownloadRequest) async throws(DownloadError) -> PartFile {
        try await onThread { () throws(DownloadError) in try PartFile(request) }
    }

    private init(_ request: DownloadRequest) throws(DownloadError) {
        self.request = request
        state = Mutex(State(descriptor: try Self.lock(request.destination.path + ".part")))
        let old = (try? Data(contentsOf: note)).flatMap { try? JSONDecoder().decode(Note.self, from: $0) }
        if let old, old.sha256 == request.sha256, old.url == request.url.absoluteString {
            try readWhatIsThere()
            state.withLock { $0.validator = old.validator }
        } else {
            try empty()
        }
    }

    deinit {
        let descriptor = state.withLock { $0.descriptor }
        // Unlocks also where a child that is just being started still holds the open file.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// On disk and counted in the sum.
    var bytes: Int64 { state.withLock { $0.bytes } }
    var validator: String? { state.withLock { $0.validator } }

    func append(_ bytes: [UInt8]) async throws(DownloadError) {
        try await Self.onThread { () throws(DownloadError) in
            try self.locked { state throws(DownloadError) in
                guard Self.writeAll(bytes, to: state.descriptor) else { throw self.problem("written") }
                state.hash.update(data: bytes)
                state.bytes += Int64(bytes.count)
            }
        }
    }

    /// Begins again with nothing.
    func restart() async throws(DownloadError) {
        try await Self.onThread { () throws(DownloadError) in try self.empty() }
    }

    /// Notes what shows at a later try that the file is still the same one.
    func remember(_ validator: String?) async throws(DownloadError) {
        try await Self.onThread { () throws(DownloadError) in
            self.state.withLock { $0.validator = validator }
            let note = Note(url: self.request.url.absoluteString, sha256: self.request.sha256, validator: validator)
            do {
                try JSONEncoder().encode(note).write(to: self.note, options: .atomic)
            } catch {
                throw DownloadError(.file, "'\(PlainText.of(self.note.path))' can't be written: \(Self.reason(error)).")
            }
        }
    }

    /// SHA-256 of all bytes so far, lower-case hexadecimal.
    var sum: String {
        state.withLock { $0.hash }.finalize().map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// The part becomes the file, by one rename of what is safely on disk.
    func finish() async throws(DownloadError) {
        try await Self.onThread { () throws(DownloadError) in
            try self.locked { state throws(DownloadError) in
                guard fsync(state.descriptor) == 0 else { throw self.problem("written") }
            }
            guard rename(self.part, self.request.destination.path) == 0 else { throw self.problem("renamed") }
            unlink(self.note.path)
        }
    }

    func discard() async {
        _ = try? await Self.onThread { () throws(DownloadError) in
            unlink(self.part)
            unlink(self.note.path)
        }
    }

    /// False with the reason in errno.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer
            while !rest.isEmpty {
                let count = write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    private func readWhatIsThere() throws(DownloadError) {
        try locked { state throws(DownloadError) in
            var piece = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let count = read(state.descriptor, &piece, piece.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw self.problem("read") }
                if count == 0 { return }
                state.hash.update(data: piece[..<count])
                state.bytes += Int64(count)
            }
        }
    }

    private func empty() throws(DownloadError) {
        try locked { state throws(DownloadError) in
            guard ftruncate(state.descriptor, 0) == 0, lseek(state.descriptor, 0, SEEK_SET) == 0 else {
                throw self.problem("emptied")
            }
            state.hash = SHA256()
            state.bytes = 0
            state.validator = nil
        }
        unlink(note.path)
    }

    /// An open descriptor of the file that the path names, locked.
    private static func lock(_ path: String) throws(DownloadError) -> Int32 {
        while true {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw DownloadError(
                    .file, "'\(PlainText.of(path))' can't be made: \(String(cString: strerror(errno))).")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw DownloadError(
                    .busy, "'\(PlainText.of(path))' is being written by another top5. Wait until it is done.")
            }
            let name = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            if name?.hasSuffix("/" + (path as NSString).lastPathComponent) ?? true { return descriptor }
            // Its last owner renamed it between our open and our lock.
            close(descriptor)
        }
    }

    private func locked(_ body: (inout State) throws(DownloadError) -> Void) throws(DownloadError) {
        let problem: DownloadError? = state.withLock { state in
            do throws(DownloadError) {
                try body(&state)
                return nil
            } catch {
                return error
            }
        }
        if let problem { throw problem }
    }

    /// Reads errno, so directly after the call that failed.
    private func problem(_ verb: String) -> DownloadError {
        let reason = errno == ENOSPC ? "the disk is full" : String(cString: strerror(errno))
        return DownloadError(.file, "'\(PlainText.of(part))' can't be \(verb): \(reason).")
    }

    private static func reason(_ error: any Error) -> String {
        PlainText.of((error as NSError).localizedDescription)
    }

    private static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(DownloadError) -> Value
    ) async throws(DownloadError) -> Value {
        let result: Result<Value, DownloadError>
        do {
            result = try await NIOThreadPool.singleton.runIfActive { Result(catching: body) }
        } catch {
            throw DownloadError(.cancelled, "The download was cancelled.")
        }
        return try result.get()
    }
}
