import Testing

@testable import Client

@Suite struct ServerSentEventParserTests {
    /// Every feature of the format once, lines ended by `\n`.
    static let stream = """
        : a comment
        retry: 1500
        id: 1
        event: job
        data: {"a":1}

        data: first
        data:second
        data
        data:  indented

        event: nothing to say

        id
        data: id forgotten

        id: 7
        unknown: field
        :comment between
        data: größer 🐈

        event: job
        id: 8
        data: x:y

        data: never finished
        """

    static let events = [
        ServerSentEvent(name: "job", data: #"{"a":1}"#, id: "1"),
        ServerSentEvent(name: "message", data: "first\nsecond\n\n indented", id: "1"),
        ServerSentEvent(name: "message", data: "id forgotten", id: ""),
        ServerSentEvent(name: "message", data: "größer 🐈", id: "7"),
        ServerSentEvent(name: "job", data: "x:y", id: "8"),
    ]

    static func bytes(lineEnd: String) -> [UInt8] {
        Array((stream + "\n").replacing("\n", with: lineEnd).utf8)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func readsTheWholeAtOnce(lineEnd: String) throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed(Self.bytes(lineEnd: lineEnd)) == Self.events)
        #expect(parser.retryMilliseconds == 1500)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func readsEverySplitInTwo(lineEnd: String) throws {
        let bytes = Self.bytes(lineEnd: lineEnd)
        for cut in 0...bytes.count {
            var parser = ServerSentEventParser()
            let events = try parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...])
            #expect(events == Self.events, "cut at byte \(cut)")
        }
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func readsByteByByte(lineEnd: String) throws {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        for byte in Self.bytes(lineEnd: lineEnd) { events += try parser.feed([byte]) }
        #expect(events == Self.events)
    }

    @Test(arguments: 0..<40)
    func readsRandomSplitsAndMixedLineEnds(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var bytes: [UInt8] = []
        for character in Self.stream + "\n" {
            let text = character == "\n" ? ["\n", "\r\n"].randomElement(using: &random) ?? "\n" : String(character)
            bytes.append(contentsOf: text.utf8)
        }
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...40, using: &random))
            rest = rest.dropFirst(chunk.count)
            events += try parser.feed(chunk)
        }
        #expect(events == Self.events, "seed \(seed)")
    }

    @Test func anEventWaitsForItsEmptyLine() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed("data: 1\n".utf8).isEmpty)
        #expect(try parser.feed("\r".utf8).map(\.data) == ["1"])
        #expect(try parser.feed("\ndata: 2\n\n".utf8).map(\.data) == ["2"])
    }

    @Test func skipsAByteOrderMarkAtTheStartOnly() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed("\u{FEFF}data: 1\n\n".utf8).map(\.data) == ["1"])
        #expect(try parser.feed("\u{FEFF}data: 2\n\n".utf8).isEmpty)
    }

    @Test func ignoresAnIDWithANullAndARetryThatIsNoNumber() throws {
        var parser = ServerSentEventParser()
        let events = try parser.feed("id: 1\nid: 2\0\nretry: soon\nretry: -1\ndata: x\n\n".utf8)
        #expect(events == [ServerSentEvent(name: "message", data: "x", id: "1")])
        #expect(parser.retryMilliseconds == nil)
    }

    @Test func replacesBytesThatAreNotUTF8() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed(Array("data: ".utf8) + [0xFF, 0x0A, 0x0A]).map(\.data) == ["\u{FFFD}"])
    }

    @Test func refusesALineAndAnEventThatNeverEnd() {
        var line = ServerSentEventParser(maxBytes: 100)
        #expect(throws: ServerSentEventParser.TooLong(maxBytes: 100)) {
            try line.feed(String(repeating: "x", count: 101).utf8)
        }
        var event = ServerSentEventParser(maxBytes: 100)
        #expect(throws: ServerSentEventParser.TooLong(maxBytes: 100)) {
            try event.feed(String(repeating: "data: 0123456789\n", count: 20).utf8)
        }
    }
}

/// Steele, Lea and Flood: Fast splittable pseudorandom number generators, 2014.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
