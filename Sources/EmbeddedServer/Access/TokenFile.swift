import API
// The structures of stat(2) belong to whichever of these modules the build loads first.
@preconcurrency import CDispatch
import Foundation
import Glibc

/// The file of tokens, as JSON: for its owner only, replaced in one step, changed by one process at a time.
package struct TokenFile: Sendable {
    package let path: String

    private struct Content: Codable {
        var version = 1
        var tokens: [StoredToken] = []
    }

    /// Bytes that are read: some 5,000 tokens.
    private static let maxBytes = 1024 * 1024

    package init(path: String) { self.path = path }

    package var exists: Bool { FileFingerprint(path: path) != nil }

    /// - Throws: `ServiceError` `ACCESS_UNAVAILABLE` for a file that is not there, cannot be trusted or cannot be read as a whole.
    package func read() throws(ServiceError) -> [StoredToken] {
        try readWithFingerprint().tokens
    }

    /// Changes the tokens under a lock, so that two commands at once both count.
    /// - Parameter change: gets the tokens so far, none where there is no file.
    package func update<Value>(
        _ change: (inout [StoredToken]) throws(ServiceError) -> Value
    ) throws(ServiceError) -> Value {
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw failure("cannot be changed", errno) }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure("cannot be locked", errno) }
        }
        var tokens = exists ? try read() : []
        let value = try change(&tokens)
        try write(tokens)
        return value
    }

    /// The fingerprint is of what was read, whatever happens to the path meanwhile.
    func readWithFingerprint() throws(ServiceError) -> (tokens: [StoredToken], fingerprint: FileFingerprint) {
        // Without waiting: a pipe in the file's place must not hold anybody up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("cannot be read", errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be read", errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.maxBytes else {
            throw damaged("it is no file of at most \(Self.maxBytes) bytes")
        }
        guard status.st_mode & 0o022 == 0 else {
            throw damaged("others than its owner can write it")
        }
        let data: Data
        do {
            data = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data()
        } catch {
            throw damaged(error.localizedDescription)
        }
        return (try decode(data), FileFingerprint(status))
    }

    private func decode(_ data: Data) throws(ServiceError) -> [StoredToken] {
        let content: Content
        do {
            content = try WireCoding.decoder().decode(Content.self, from: data)
        } catch {
            throw damaged("it is no JSON of tokens", cause: String(reflecting: error))
        }
        guard content.version == 1 else { throw damaged("it is of version \(content.version); this top5 knows 1") }
        if let flaw = content.tokens.lazy.compactMap(\.flaw).first { throw damaged(flaw) }
        guard Set(content.tokens.map(\.id)).count == content.tokens.count else { throw damaged("an id occurs twice") }
        return content.tokens
    }

    private func write(_ tokens: [StoredToken]) throws(ServiceError) {
        let encoder = WireCoding.encoder()
        encoder.outputFormatting.insert(.prettyPrinted)
        guard var data = try? encoder.encode(Content(tokens: tokens)) else { throw damaged("it cannot be encoded") }
        data.append(UInt8(ascii: "\n"))
        let temporary = "\(path).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot be written", errno) }
        let written = data.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        let isSafe = written == data.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isSafe, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw failure("cannot be written", isSafe ? errno : code)
        }
    }

    private func failure(_ what: String, _ code: Int32) -> ServiceError {
        ServiceError(.accessUnavailable, "The token file '\(path)' \(what): \(String(cString: strerror(code))).")
    }

    private func damaged(_ what: String, cause: String? = nil) -> ServiceError {
        ServiceError(
            .accessUnavailable,
            "The token file '\(path)' cannot be used: \(what). Mend it, or remove it and make new tokens.",
            cause: cause)
    }
}
