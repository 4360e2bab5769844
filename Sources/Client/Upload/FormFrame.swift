import NIOCore

/// What stands before and behind the file of a form with one part (RFC 7578).
struct FormFrame: Sendable {
    let contentType: String
    let head: ByteBuffer
    let tail: ByteBuffer

    /// Bytes around the file.
    var length: Int { head.readableBytes + tail.readableBytes }

    /// - Parameter boundary: must not occur in the file: so long that by chance it does not.
    init(field: String, fileName: String, type: String, boundary: String) {
        contentType = "multipart/form-data; boundary=\(boundary)"
        let name = Self.escaped(fileName)
        head = ByteBuffer(
            string: "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
                + "Content-Type: \(type)\r\n\r\n")
        tail = ByteBuffer(string: "\r\n--\(boundary)--\r\n")
    }

    /// As the HTML standard has it, section 4.10.21.8: what would end the name or its line is percent-encoded.
    private static func escaped(_ name: String) -> String {
        name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }
}

/// The chunks of a file with its frame around them.
struct FramedChunks<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable where Base.Element == ByteBuffer {
    typealias Element = ByteBuffer

    struct AsyncIterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator
        var head: ByteBuffer?
        var tail: ByteBuffer?
        var isOver = false

        mutating func next() async throws -> ByteBuffer? {
            if let head {
                self.head = nil
                return head
            }
            if !isOver, let chunk = try await base.next() { return chunk }
            isOver = true
            defer { tail = nil }
            return tail
        }
    }

    let base: Base
    let frame: FormFrame?

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: base.makeAsyncIterator(), head: frame?.head, tail: frame?.tail)
    }
}
