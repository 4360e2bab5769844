import Foundation
import Glibc

/// Frames over a socket that somebody else owns. Blocks where it says so.
struct FrameSocket {
    let descriptor: Int32
    /// False once the other side is closed.
    private(set) var isOpen = true
    private var parser = FrameParser()

    private static let chunkBytes = 1 << 18

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Takes up what is there now.
    mutating func fill() {
        var isEnd = false
        withUnsafeTemporaryAllocation(byteCount: Self.chunkBytes, alignment: 16) { chunk in
            while true {
                let count = recv(descriptor, chunk.baseAddress, chunk.count, Int32(MSG_DONTWAIT))
                if count > 0 {
                    parser.append(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
                    if count < chunk.count { return }
                } else if count == 0 || errno != EINTR {
                    isEnd = count == 0 || errno != EAGAIN
                    return
                }
            }
        }
        if isEnd { isOpen = false }
    }

    /// The next frame of what was taken up; nil when there is none.
    /// - Throws: `ProcessError` for what is no frame.
    mutating func next() throws(ProcessError) -> Frame? { try parser.next() }

    /// Blocks until everything is handed over.
    ///
    /// - Parameter deadline: nil waits for ever.
    /// - Returns: false when the other side is closed, or did not take it before the deadline.
    func send(_ head: Data, body: Data = Data(), until deadline: ContinuousClock.Instant? = nil) -> Bool {
        let prefix = Data(Frame.prefix(head: head.count, body: body.count))
        // Head and body apart: an image is not copied to stand behind its head.
        return send(prefix + head, until: deadline) && (body.isEmpty || send(body, until: deadline))
    }

    private func send(_ bytes: Data, until deadline: ContinuousClock.Instant?) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
                let count = Glibc.send(descriptor, bytes.baseAddress! + sent, bytes.count - sent, flags)
                if count > 0 {
                    sent += count
                } else if errno == EAGAIN {
                    guard DescriptorWait.wait(for: [descriptor], toWrite: true, until: deadline) != nil else {
                        return false
                    }
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }
}
