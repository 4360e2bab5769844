import Foundation

/// One message between a service and its worker process: eight bytes of lengths (big-endian, the head's and the
/// body's), a head of JSON, and a body of raw bytes.
struct Frame: Equatable, Sendable {
    var head: Data
    var body: Data

    static let prefixBytes = 8

    /// What precedes head and body on the wire.
    static func prefix(head: Int, body: Int) -> [UInt8] {
        [head, body].flatMap { length in (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } }
    }
}
