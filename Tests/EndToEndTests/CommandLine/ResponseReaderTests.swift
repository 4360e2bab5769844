import Testing

@testable import top5

/// Answers as a load generator reads them, cut anywhere.
struct ResponseReaderTests {
    private static let plain = "HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\nRetry-After: 7\r\n\r\nhello"
    private static let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhell\r\n1;x=y\r\no\r\n0\r\n\r\n"
    private static let afterContinue = "HTTP/1.1 100 Continue\r\n\r\n" + plain
    private static let empty = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"

    @Test(arguments: [(plain, 202), (chunked, 200), (afterContinue, 202)])
    func everyCutReadsTheSame(text: String, status: Int) throws {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var reader = ResponseReader()
            try reader.feed(bytes[..<cut])
            #expect(reader.isComplete == (cut == bytes.count), "cut at \(cut)")
            try reader.feed(bytes[cut...])
            #expect(reader.isComplete && reader.status == status && reader.body == Array("hello".utf8), "cut at \(cut)")
            #expect(reader.retryAfter == (status == 202 ? 7 : nil) && !reader.closesConnection)
        }
    }

    @Test func answersFollowEachOther() throws {
        var reader = ResponseReader()
        try reader.feed(Array((Self.plain + Self.chunked + Self.empty).utf8))
        var seen = [reader.status]
        for _ in 0..<2 {
            try reader.beginNext()
            #expect(reader.isComplete)
            seen.append(reader.status)
        }
        #expect(seen == [202, 200, 204] && reader.closesConnection && reader.body.isEmpty && reader.retryAfter == nil)
        try reader.beginNext()
        #expect(!reader.isComplete && reader.status == nil)
    }

    @Test(arguments: ["nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nz\r\n"])
    func whatIsNoHTTPIsTold(text: String) {
        var reader = ResponseReader()
        #expect(throws: ResponseReader.NotHTTP.self) { try reader.feed(Array(text.utf8)) }
    }

    @Test func wordsAreFoundWhereTheyStand() {
        let bytes = Array("aab\"job_id\":\"01X\" \"job_id\":\"02Y\"".utf8)
        let first = TextSearch.value(behind: "\"job_id\":\"", in: bytes)
        #expect(first?.text == "01X")
        #expect(TextSearch.value(behind: "\"job_id\":\"", in: bytes, from: first?.end ?? 0)?.text == "02Y")
        #expect(TextSearch.contains("ab\"", in: bytes) && !TextSearch.contains("02Z", in: bytes))
        #expect(TextSearch.place(of: "02Y\"", in: bytes, from: 0) == bytes.count)
    }
}
