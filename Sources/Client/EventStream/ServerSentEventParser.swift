/// Bytes in, events out: the event stream of the WHATWG HTML standard, section 9.2.6, split anywhere.
struct ServerSentEventParser: Sendable {
    /// An event's lines are longer than the parser keeps.
    struct TooLong: Error, Equatable {
        var maxBytes: Int
    }

    /// Milliseconds that the service asks to wait before a reconnect; nil until it does.
    private(set) var retryMilliseconds: Int?
    private let maxBytes: Int
    private var line: [UInt8] = []
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var id: String?
    private var afterCarriageReturn = false
    private var isFirstLine = true

    /// - Parameter maxBytes: of one line and of one event's data. Default 1 MiB.
    init(maxBytes: Int = 1024 * 1024) {
        self.maxBytes = maxBytes
    }

    /// - Throws: `TooLong`; the parser is of no use afterwards.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            let isSecondOfPair = afterCarriageReturn && byte == UInt8(ascii: "\n")
            afterCarriageReturn = byte == UInt8(ascii: "\r")
            if isSecondOfPair { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let event = try endLine() { events.append(event) }
            } else {
                guard line.count < maxBytes else { throw TooLong(maxBytes: maxBytes) }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() throws(TooLong) -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
            if line.starts(with: byteOrderMark) { line.removeFirst(byteOrderMark.count) }
        }
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let field = String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self)
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        // A comment is a line whose field name is empty.
        switch field {
        case "event":
            name = String(decoding: value, as: UTF8.self)
        case "data":
            guard data.count + value.count < maxBytes else { throw TooLong(maxBytes: maxBytes) }
            if hasData { data.append(UInt8(ascii: "\n")) }
            data.append(contentsOf: value)
            hasData = true
        case "id" where !value.contains(0):
            id = String(decoding: value, as: UTF8.self)
        case "retry" where !value.isEmpty && value.allSatisfy({ (0x30...0x39).contains($0) }):
            retryMilliseconds = Int(String(decoding: value, as: UTF8.self)) ?? retryMilliseconds
        default:
            break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data.removeAll(keepingCapacity: true)
            hasData = false
        }
        guard hasData else { return nil }
        return ServerSentEvent(
            name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self), id: id)
    }
}
