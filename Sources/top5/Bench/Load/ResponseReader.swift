/// An HTTP/1.1 answer out of bytes that come in pieces; knows lengths and chunks, and no more than a load generator needs.
struct ResponseReader: Sendable {
    struct NotHTTP: Error {}

    /// nil until the head is read.
    private(set) var status: Int?
    /// Seconds.
    private(set) var retryAfter: Int?
    /// The connection is of no use after this answer.
    private(set) var closesConnection = false
    /// What has come of it.
    private(set) var body: [UInt8] = []
    var isComplete: Bool { phase == .complete }

    private enum Phase: Equatable {
        case head
        case rest(Int)
        case chunkSize
        case chunk(Int)
        case chunkEnd, trailer, complete
    }

    private var phase = Phase.head
    private var raw: [UInt8] = []

    /// - Throws: `NotHTTP`.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(NotHTTP) {
        raw.append(contentsOf: bytes)
        try advance()
    }

    /// Hands over what has come of a body that goes on.
    mutating func takeBody() -> [UInt8] {
        defer { body.removeAll(keepingCapacity: true) }
        return body
    }

    /// Begins with the next answer of the connection, of which some may have come already.
    /// - Throws: `NotHTTP`.
    mutating func beginNext() throws(NotHTTP) {
        (status, retryAfter, closesConnection, phase) = (nil, nil, false, .head)
        body.removeAll(keepingCapacity: true)
        try advance()
    }

    private mutating func advance() throws(NotHTTP) {
        var place = 0
        defer { raw.removeFirst(place) }
        while true {
            switch phase {
            case .complete:
                return
            case .head:
                guard let end = Self.end(of: [13, 10, 13, 10], in: raw, from: place) else { return }
                try readHead(raw[place..<end])
                place = end
            case .rest(let count), .chunk(let count):
                let there = min(count, raw.count - place)
                body.append(contentsOf: raw[place..<place + there])
                place += there
                let isChunk = if case .chunk = phase { true } else { false }
                guard there == count else {
                    phase = isChunk ? .chunk(count - there) : .rest(count - there)
                    return
                }
                phase = isChunk ? .chunkEnd : .complete
            case .chunkSize:
                guard let end = Self.end(of: [13, 10], in: raw, from: place) else { return }
                let line = String(decoding: raw[place..<end - 2], as: UTF8.self).prefix { $0 != ";" }
                guard let size = Int(line, radix: 16) else { throw NotHTTP() }
                place = end
                phase = size == 0 ? .trailer : .chunk(size)
            case .chunkEnd, .trailer:
                guard raw.count - place >= 2 else { return }
                place += 2
                phase = phase == .trailer ? .complete : .chunkSize
            }
        }
    }

    private mutating func readHead(_ bytes: ArraySlice<UInt8>) throws(NotHTTP) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]) else { throw NotHTTP() }
        // 100 Continue: the answer proper follows.
        if (100..<200).contains(code) { return }
        status = code
        phase = code == 204 || code == 304 ? .complete : .rest(0)
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].drop { $0 == " " }
            switch parts[0].lowercased() {
            case "content-length": phase = Int(value).map { $0 == 0 ? .complete : .rest($0) } ?? phase
            case "transfer-encoding" where value.lowercased() == "chunked": phase = .chunkSize
            case "connection": closesConnection = value.lowercased() == "close"
            case "retry-after": retryAfter = Int(value)
            default: break
            }
        }
    }

    /// The place behind the first `mark`.
    private static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= mark.count else { return nil }
        return (start...bytes.count - mark.count).first { place in
            mark.indices.allSatisfy { bytes[place + $0] == mark[$0] }
        }.map { $0 + mark.count }
    }
}
