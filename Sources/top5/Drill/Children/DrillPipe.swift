import Glibc

/// The read end of a child's pipe, read without blocking.
struct DrillPipe {
    private let descriptor: Int32
    /// False once the other side is closed.
    private(set) var isOpen = true
    private var pending: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Waits until one of the pipes has something to read, or has come to its end.
    /// - Returns: false when none had before the deadline.
    static func wait(for pipes: [DrillPipe], until deadline: ContinuousClock.Instant) -> Bool {
        var polled = pipes.filter(\.isOpen).map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            let count = poll(&polled, nfds_t(polled.count), Int32(max(0, left.rounded(.up))))
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }

    /// Reads what is there now.
    mutating func fill() {
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
    mutating func takeLines() -> [String] {
        guard let end = pending.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = pending[..<end].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        pending.removeSubrange(...end)
        return lines
    }

    /// Forgets all that was read but its last bytes.
    mutating func keepLast(_ count: Int) {
        if pending.count > count { pending.removeFirst(pending.count - count) }
    }

    /// What was read and not taken, as text without the last line's end.
    var rest: String {
        let isEnded = pending.last == UInt8(ascii: "\n")
        return String(decoding: isEnded ? pending.dropLast() : pending[...], as: UTF8.self)
    }
}
