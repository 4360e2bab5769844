import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct MultipartParserTests {
    private static let body =
        Array(
            "--XX\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                .utf8) + Array("data with \r\n--X inside \r\n--".utf8) + Array("\r\n--XX \r\n".utf8)
        + Array("Content-Disposition: form-data; name=\"model\"\r\n\r\n\r\n--XX--\r\nepilogue".utf8)

    /// Events with adjacent data joined, so that splits don't show.
    private func parse(_ chunks: [ArraySlice<UInt8>], boundary: String = "XX") throws -> [MultipartParser.Event] {
        var parser = try MultipartParser(boundary: boundary)
        var joined: [MultipartParser.Event] = []
        for chunk in chunks {
            for event in try parser.feed(chunk) {
                if case .data(let more) = event, case .data(let held)? = joined.last {
                    joined[joined.count - 1] = .data(ArraySlice(Array(held) + Array(more)))
                } else {
                    joined.append(event)
                }
            }
        }
        try parser.finish()
        return joined
    }

    private let expected: [MultipartParser.Event] = [
        .headers(["content-disposition": "form-data; name=\"image\"; filename=\"a.jpg\"", "content-type": "image/jpeg"]
        ),
        .data(ArraySlice("data with \r\n--X inside \r\n--".utf8)), .partEnd,
        .headers(["content-disposition": "form-data; name=\"model\""]), .partEnd, .end,
    ]

    @Test func aWholeBodyGivesItsParts() throws {
        #expect(try parse([Self.body[...]]) == expected)
    }

    @Test func everySplitInTwoGivesTheSame() throws {
        for cut in 0...Self.body.count {
            #expect(try parse([Self.body[..<cut], Self.body[cut...]]) == expected, "cut at \(cut)")
        }
    }

    @Test func byteByByteGivesTheSame() throws {
        #expect(try parse(Self.body.indices.map { Self.body[$0...$0] }) == expected)
    }

    @Test func aCutBodyIsAnErrorAtEveryLengthBeforeTheClosingBoundary() throws {
        let end = Self.body.count - "\r\nepilogue".utf8.count
        for length in 0..<end {
            #expect(throws: ServiceError.self, "length \(length)") { _ = try parse([Self.body[..<length]]) }
        }
    }

    @Test func headersAreBounded() throws {
        var parser = try MultipartParser(boundary: "XX")
        let endless = Array("--XX\r\n".utf8) + Array(repeating: UInt8(ascii: "a"), count: 10_000)
        #expect(throws: ServiceError.self) { _ = try parser.feed(endless) }
    }

    @Test func partsAreBounded() throws {
        var parser = try MultipartParser(boundary: "XX")
        let part = Array("--XX\r\nA: b\r\n\r\nx\r\n".utf8)
        #expect(throws: ServiceError.self) { for _ in 0..<100 { _ = try parser.feed(part) } }
    }

    @Test(arguments: ["", String(repeating: "b", count: 71)])
    func boundariesOfAWrongLengthAreRefused(boundary: String) {
        #expect(throws: ServiceError.self) { _ = try MultipartParser(boundary: boundary) }
    }

    @Test func randomBytesNeverGiveAnEnd() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var parser = try MultipartParser(boundary: "boundary-of-some-length")
            let events = (try? parser.feed(bytes)) ?? []
            #expect(!events.contains(.end))
        }
    }
}
