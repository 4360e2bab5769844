import API

/// Splits a `multipart/form-data` body (RFC 7578, RFC 2046 section 5.1) as it arrives, in pieces of any size.
///
/// A pure state machine: bytes in, events out. It holds back at most one delimiter's length of a part's data.
struct MultipartParser {
    enum Event: Equatable {
        /// A part begins; header names are lower case.
        case headers([String: String])
        case data(ArraySlice<UInt8>)
        case partEnd
        /// The closing delimiter was seen; what follows is ignored.
        case end
    }

    private enum State {
        case preamble, afterDelimiter, headers, data, finished
    }

    /// Bytes of one part's header block.
    static let maxHeaderBytes = 8 * 1024
    static let maxParts = 64

    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8]
    private var parts = 0

    /// - Parameter boundary: 1 to 70 characters, as in the `Content-Type`.
    init(boundary: String) throws(ServiceError) {
        guard (1...70).contains(boundary.utf8.count) else {
            throw ServiceError(
                .invalidRequest, "The multipart boundary has \(boundary.utf8.count) characters; it must have 1 to 70.")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter may stand at the very start: pretend that a line ended before it.
        buffer = Array("\r\n".utf8)
    }

    var isFinished: Bool { state == .finished }

    mutating func feed(_ bytes: some Sequence<UInt8>) throws(ServiceError) -> [Event] {
        guard state != .finished else { return [] }
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while let event = try step() {
            if let event { events.append(event) }
        }
        return events
    }

    /// Ends the body.
    /// - Throws: `INVALID_REQUEST` when the closing delimiter is missing: the body was cut.
    func finish() throws(ServiceError) {
        guard state == .finished else {
            throw ServiceError(
                .invalidRequest, "The multipart body ends without its closing boundary; it was cut or is malformed.")
        }
    }

    /// One transition; nil wants more bytes, `.some(nil)` moved on without an event.
    private mutating func step() throws(ServiceError) -> Event?? {
        switch state {
        case .preamble:
            guard let found = buffer.range(of: delimiter) else {
                keepTail(delimiter.count - 1)
                return nil
            }
            buffer.removeSubrange(..<found.upperBound)
            state = .afterDelimiter
            return .some(nil)
        case .afterDelimiter:
            guard buffer.count >= 2 else { return nil }
            if buffer[0] == UInt8(ascii: "-"), buffer[1] == UInt8(ascii: "-") {
                state = .finished
                buffer.removeAll()
                return .end
            }
            // Blanks may stand between the boundary and its line end.
            guard let lineEnd = buffer.range(of: [13, 10]) else {
                guard buffer.count <= 256 else { throw Self.malformed("no line end after a boundary") }
                return nil
            }
            guard buffer[..<lineEnd.lowerBound].allSatisfy({ $0 == 32 || $0 == 9 }) else {
                throw Self.malformed("text after a boundary")
            }
            // The line end stays: it may be the first half of an empty header block's end.
            buffer.removeSubrange(..<lineEnd.lowerBound)
            parts += 1
            guard parts <= Self.maxParts else { throw Self.malformed("more than \(Self.maxParts) parts") }
            state = .headers
            return .some(nil)
        case .headers:
            guard let found = buffer.range(of: [13, 10, 13, 10]) else {
                guard buffer.count <= Self.maxHeaderBytes else {
                    throw Self.malformed("a part's header is over \(Self.maxHeaderBytes) bytes")
                }
                return nil
            }
            let headers = try Self.parseHeaders(buffer[..<found.lowerBound])
            buffer.removeSubrange(..<found.upperBound)
            state = .data
            return .headers(headers)
        case .data:
            return stepData()
        case .finished:
            return nil
        }
    }

    private mutating func stepData() -> Event?? {
        if let found = buffer.range(of: delimiter) {
            guard found.lowerBound == 0 else {
                let data = buffer[..<found.lowerBound]
                buffer.removeSubrange(..<found.lowerBound)
                return .data(data)
            }
            buffer.removeSubrange(..<found.upperBound)
            state = .afterDelimiter
            return .partEnd
        }
        let held = delimiter.count - 1
        guard buffer.count > held else { return nil }
        let data = buffer[..<(buffer.count - held)]
        keepTail(held)
        return .data(data)
    }

    private mutating func keepTail(_ count: Int) {
        if buffer.count > count { buffer.removeSubrange(..<(buffer.count - count)) }
    }

    private static func parseHeaders(_ bytes: ArraySlice<UInt8>) throws(ServiceError) -> [String: String] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("a part's header is not UTF-8")
        }
        var headers: [String: String] = [:]
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { throw malformed("a part's header line has no colon") }
            headers[line[..<colon].lowercased()] = String(
                line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        }
        return headers
    }

    private static func malformed(_ why: String) -> ServiceError {
        ServiceError(.invalidRequest, "The multipart body is malformed: \(why).")
    }
}

extension [UInt8] {
    /// First occurrence of `needle`.
    fileprivate func range(of needle: [UInt8]) -> Range<Int>? {
        guard let first = needle.first, count >= needle.count else { return nil }
        var start = 0
        while let at = self[start...(count - needle.count)].firstIndex(of: first) {
            if self[at..<(at + needle.count)].elementsEqual(needle) { return at..<(at + needle.count) }
            start = at + 1
            if start > count - needle.count { return nil }
        }
        return nil
    }
}
