import API
@preconcurrency import CDispatch
import Foundation
@preconcurrency import Glibc

/// The file of judgements: a JSON object on each line, only ever appended to, so that a crash loses nothing that was said.
package enum ReviewJournal {
    /// - Returns: what a file says that is not there: nothing.
    package static func read(_ path: String) throws(JournalProblem) -> JournalContents {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return JournalContents() }
            throw JournalProblem(.read, path, errno)
        }
        defer { close(descriptor) }
        var contents = JournalContents()
        var rest: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let decoder = WireCoding.decoder()
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw JournalProblem(.read, path, errno) }
            guard count > 0 else { break }
            rest += buffer[..<count]
            guard let end = rest.lastIndex(of: newline) else { continue }
            for line in rest[..<end].split(separator: newline) { contents.add(line, decoder) }
            rest.removeSubrange(...end)
        }
        // A line without its end was being written when the machine stopped.
        if !rest.isEmpty { contents.add(rest[...], decoder) }
        return contents
    }

    /// Returns when the lines are on disk.
    package static func append(_ judgements: [Judgement], to path: String) throws(JournalProblem) {
        let encoder = WireCoding.encoder()
        var text: [UInt8] = []
        for judgement in judgements {
            guard let line = try? encoder.encode(judgement) else { throw JournalProblem(.append, path, EINVAL) }
            text += line + [newline]
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JournalProblem(.append, path, errno) }
        defer { close(descriptor) }
        if endsInsideLine(descriptor) { text.insert(newline, at: 0) }
        // One call: lines of two dashboards do not mix.
        var sent = 0
        while sent < text.count {
            let count = text[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw JournalProblem(.append, path, count < 0 ? errno : EIO) }
            sent += count
        }
        guard fdatasync(descriptor) == 0 else { throw JournalProblem(.append, path, errno) }
    }

    private static let newline = UInt8(ascii: "\n")

    private static func endsInsideLine(_ descriptor: Int32) -> Bool {
        let size = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0
        guard size > 0, pread(descriptor, &last, 1, size - 1) == 1 else { return false }
        return last != newline
    }
}

package struct JournalContents: Sendable, Equatable {
    package private(set) var judgements: [Judgement] = []
    /// Lines that are no judgement; they are left alone.
    package private(set) var damaged = 0

    package init() {}

    mutating func add(_ line: ArraySlice<UInt8>, _ decoder: JSONDecoder) {
        if let judgement = try? decoder.decode(Judgement.self, from: Data(line)) {
            judgements.append(judgement)
        } else {
            damaged += 1
        }
    }
}

/// Why the journal could not be read or written.
package struct JournalProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Operation: Sendable, Equatable {
        case read, append
    }

    package let operation: Operation
    package let path: String
    /// The system's `errno`.
    package let number: Int32

    package init(_ operation: Operation, _ path: String, _ number: Int32) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    package var description: String {
        let reason = String(cString: strerror(number))
        return switch operation {
        case .read: Strings.journalUnreadable(path, reason)
        case .append: Strings.journalUnwritable(path, reason)
        }
    }
}
