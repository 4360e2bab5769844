import Glibc

/// A connected socket, closed with its last reference.
final class LoadSocket: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func becomeNonBlocking(isTCP: Bool) {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        guard isTCP else { return }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Sends what goes without waiting.
    /// - Parameter more: more follows at once, and may share a packet.
    /// - Returns: how many bytes went; nil when the connection is gone.
    func send(_ bytes: [UInt8], from offset: Int, more: Bool = false) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, offset < buffer.count else { return 0 }
            let flags = Int32(MSG_NOSIGNAL) | (more ? Int32(MSG_MORE) : 0)
            let sent = Glibc.send(descriptor, start + offset, buffer.count - offset, flags)
            if sent >= 0 { return sent }
            return errno == EAGAIN || errno == EINTR ? 0 : nil
        }
    }

    /// Reads what is there, as much as fits.
    /// - Returns: how many bytes came, 0 for none yet; nil when the connection is closed.
    func receive(into buffer: inout [UInt8]) -> Int? {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return count }
        if count == 0 { return nil }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// - Returns: false when nothing came within `milliseconds`.
    func wait(for events: Int32, milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        return poll(&polled, 1, milliseconds) > 0
    }
}
