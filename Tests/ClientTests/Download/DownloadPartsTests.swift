import Foundation
import NIOHTTP1
import Testing

@testable import Client

/// The pieces of a download that need no server.
@Suite struct DownloadPartsTests {
    @Test(
        arguments: [
            ("bytes 100-199/1000", 100, 1000), ("bytes 0-0/*", 0, nil), ("Bytes 5-9/10", 5, 10),
            ("bytes */10", nil, nil),
            ("bytes 5/10", nil, nil), ("pages 1-2/3", nil, nil), ("", nil, nil), ("bytes -1-2/3", nil, nil),
        ] as [(String, Int64?, Int64?)])
    func contentRanges(text: String, first: Int64?, total: Int64?) {
        let range = DownloadAnswer.ContentRange(parsing: text)
        #expect(range?.first == first)
        #expect(range?.total == total)
    }

    @Test func aWeakTagIsNoValidator() {
        var headers: HTTPHeaders = ["etag": "W/\"a\"", "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"]
        #expect(DownloadAnswer(status: 200, headers: headers).validator == "Mon, 01 Jan 2024 00:00:00 GMT")
        headers.replaceOrAdd(name: "ETag", value: "\"a\"")
        #expect(DownloadAnswer(status: 200, headers: headers).validator == "\"a\"")
    }

    @Test(
        arguments: [
            ("https://a.example/x", ["https_proxy": "http://proxy:3128"], "proxy:3128"),
            ("https://a.example/x", ["HTTPS_PROXY": "proxy"], "proxy:80"),
            ("https://a.example/x", ["http_proxy": "http://proxy:3128"], nil),
            ("http://a.example/x", ["http_proxy": "http://proxy:3128"], "proxy:3128"),
            ("http://a.example/x", ["HTTP_PROXY": "http://proxy:3128"], nil),
            ("http://a.example/x", ["all_proxy": "http://proxy:1"], "proxy:1"),
            ("http://a.example/x", ["all_proxy": "socks5://proxy:1"], nil),
            ("http://a.example/x", ["http_proxy": "http://p:1", "no_proxy": "b.example, example"], nil),
            ("http://a.example/x", ["http_proxy": "http://p:1", "no_proxy": ".a.example"], "p:1"),
            ("http://127.0.0.1:8/x", ["http_proxy": "http://p:1", "no_proxy": "localhost,127.0.0.1"], nil),
            ("http://a.example/x", ["http_proxy": "http://p:1", "NO_PROXY": "*"], nil),
            ("http://a.example/x", ["http_proxy": ""], nil),
        ] as [(String, [String: String], String?)])
    func proxies(address: String, environment: [String: String], expected: String?) throws {
        let url = try #require(URL(string: address))
        #expect(Proxy.of(url, environment: environment).map { "\($0.host):\($0.port)" } == expected)
    }

    @Test func theRateIsThatOfTheLastSeconds() throws {
        let start = ContinuousClock.now
        var meter = RateMeter(window: .seconds(5))
        meter.note(1_000_000, at: start)
        #expect(meter.rate(at: start) == nil)
        for second in 1...20 { meter.note(1_000_000 + Int64(second) * 100, at: start + .seconds(second)) }
        #expect(try #require(meter.rate(at: start + .seconds(20))) == 100)
        // It stands still: what is divided by grows.
        #expect(try #require(meter.rate(at: start + .seconds(25))) < 60)
    }

    @Test func theTimeLeftFollowsFromTheRate() {
        #expect(DownloadProgress(bytes: 50, total: 150, rate: 10).secondsLeft == 10)
        #expect(DownloadProgress(bytes: 50, total: nil, rate: 10).secondsLeft == nil)
        #expect(DownloadProgress(bytes: 50, total: 150, rate: 0).secondsLeft == nil)
    }
}
