import Foundation

/// Makes frames out of bytes as they come, however they are cut.
struct FrameParser: Sendable {
    /// Bytes; a top-k with every class of a large model is some MB.
    static let headLimit = 64 << 20
    /// Bytes; the largest image that a service can be told to take is 1 GiB.
    static let bodyLimit = 1 << 30

    private var pending = Data()
    private var reserved = 0

    mutating func append(_ bytes: UnsafeRawBufferPointer) { pending.append(contentsOf: bytes) }

    /// The next complete frame; nil when more bytes are needed.
    /// - Throws: `ProcessError` for lengths that no frame has; what follows can't be told apart any more.
    mutating func next() throws(ProcessError) -> Frame? {
        guard pending.count >= Frame.prefixBytes else { return nil }
        let lengths = [0, 4].map { start in
            pending.dropFirst(start).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        guard lengths[0] <= Self.headLimit, lengths[1] <= Self.bodyLimit else {
            throw ProcessError("it sent a message of \(lengths[0]) and \(lengths[1]) bytes, which is none")
        }
        let end = Frame.prefixBytes + lengths[0] + lengths[1]
        guard pending.count >= end else {
            // Once, so that a large image is not moved again and again while it grows.
            if reserved < end { pending.reserveCapacity(end) }
            reserved = max(reserved, end)
            return nil
        }
        // Copies with indices of their own: no decoder has to know about slices.
        let start = pending.startIndex + Frame.prefixBytes
        let frame = Frame(
            head: Data(pending[start..<start + lengths[0]]),
            body: Data(pending[(start + lengths[0])..<(start + lengths[0] + lengths[1])]))
        pending = Data(pending.dropFirst(end))
        reserved = 0
        return frame
    }
}
