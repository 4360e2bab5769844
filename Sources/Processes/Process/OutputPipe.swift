import Glibc

/// The read end of a child's pipe, read without blocking.
package struct OutputPipe {
    let descriptor: Int32
    /// False once the other side is closed.
    package private(set) var isOpen = true
    private var pending: [UInt8] = []

    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Waits until one of the pipes has something to read, or has come to its end.
    /// - Returns: false when none had before the deadline.
    package static func wait(for pipes: [OutputPipe], until deadline: ContinuousClock.Instant) -> Bool {
        DescriptorWait.wait(for: pipes.filter(\.isOpen).map(\.descriptor), until: deadline) != nil
    }

    /// Reads what is there now.
    package mutating func fill() {
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while isOpen {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                pending.append(contentsOf: chunk[..<count])
                // A child that never stops talking must not keep its parent from looking at the clock.
                if count < chunk.count { return }
            } else if count == 0 || errno != EINTR {
                if count == 0 || errno != EAGAIN { isOpen = false }
                return
            }
        }
    }

    /// The complete lines that were read, without their ends; what follows the last end waits for the rest.
    package mutating func takeLines() -> [String] {
        guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = pending[..<end].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        pending.removeSubrange(...end)
        return lines
    }

    /// Forgets all that was read but its last bytes.
    package mutating func keepLast(_ count: Int) {
        if pending.count > count { pending.removeFirst(pending.count - count) }
    }

    /// What was read and not taken, as text without the last line's end.
    package var rest: String {
        let isEnded = pending.last == UInt8(ascii: "\n")
        return String(decoding: isEnded ? pending.dropLast() : pending[...], as: UTF8.self)
    }
}
