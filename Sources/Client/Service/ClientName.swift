import Foundation
import Glibc

/// Who submits, as the `CLIENT` column shows it.
package enum ClientName {
    /// Bytes of a name that the service keeps.
    package static let maxBytes = 64

    /// `user@host` of this process, the host without its domain.
    package static var current: String {
        sanitised("\(ProcessInfo.processInfo.userName)@\(shortHostName)")
    }

    /// Printable ASCII of at most `maxBytes`, as a header may carry it; other characters become `_`.
    package static func sanitised(_ name: String) -> String {
        String(
            name.prefix(maxBytes).map { character in
                guard let ascii = character.asciiValue, ascii > 0x20, ascii < 0x7F else { return "_" }
                return character
            })
    }

    // Foundation's host name may ask a name server; gethostname never leaves the machine.
    private static var shortHostName: String {
        let capacity = 256
        var buffer = [CChar](repeating: 0, count: capacity)
        guard gethostname(&buffer, capacity - 1) == 0 else { return "unknown" }
        let bytes = buffer.lazy.map { UInt8(bitPattern: $0) }
        let name = String(decoding: bytes.prefix { $0 != 0 && $0 != UInt8(ascii: ".") }, as: UTF8.self)
        return name.isEmpty ? "unknown" : name
    }
}
