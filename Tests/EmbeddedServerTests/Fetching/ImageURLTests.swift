import API
import Foundation
import Testing

@testable import EmbeddedServer

@Suite struct ImageURLTests {
    @Test(arguments: [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://Example.ORG./a/b.jpg?x=1#frag", "https://example.org/a/b.jpg?x=1"),
        ("http://example.org?x", "http://example.org/?x"),
        ("http://example.org:8080/%20", "http://example.org:8080/%20"),
        ("http://[::1]:80/", "http://[::1]:80/"), ("http://[0:0::1]/", "http://[::1]/"),
        ("http://a_b.xn--bcher-kva.example/", "http://a_b.xn--bcher-kva.example/"),
    ])
    func itIsWrittenAnew(text: String, written: String) throws {
        let url = try ImageURL(parsing: text)
        #expect(url.text == written)
        // The HTTP library reads it once more: it must see the same host.
        #expect(URL(string: url.text)?.host?.trimmingCharacters(in: ["[", "]"]) == url.host)
    }

    @Test(arguments: [
        "", "cat.jpg", "/cat.jpg", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "unix:///s", "http:/a",
        "gopher://example.org/", "http+unix://%2Fs/", "data:image/png;base64,AA==", "javascript:alert(1)",
        "http://", "http:///x", "http://:80/", "http://user@example.org/", "http://user:pass@example.org/",
        "http://example.org@127.0.0.1/", "http://example.org\\@127.0.0.1/", "http://127.1/", "http://0x7f.0.0.1/",
        "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/", "http://127.0.0.1.:80:80/",
        "http://example.org:0/", "http://example.org:99999/", "http://example.org:80a/", "http://[::1/", "http://::1/",
        "http://[fe80::1%25eth0]/", "http://[127.0.0.1]/", "http://exa mple.org/", "http://example.org/\n",
        "http://bücher.example/",
        "http://example.org/ü", "http://a..b/", "http://%31%32%37.0.0.1/", " http://example.org/",
        "http://example.org/\"",
    ])
    func whatIsNoPlainAddressIsRefused(text: String) throws {
        let error = try #require(throws: ServiceError.self) { try ImageURL(parsing: text) }
        #expect(error.code == .invalidURL && error.code.httpStatus == 400, "\(error)")
    }

    @Test func anAddressHasALimit() throws {
        let start = "http://example.org/"
        let longest = start + String(repeating: "a", count: ImageURL.maxBytes - start.utf8.count)
        #expect(throws: Never.self) { try ImageURL(parsing: longest) }
        let error = try #require(throws: ServiceError.self) { try ImageURL(parsing: longest + "a") }
        #expect(error.details?["limit"] == 2048)
    }

    @Test(arguments: [
        ("/x?y", "https://example.org:81/x?y"), ("c.png", "https://example.org:81/a/c.png"),
        ("../d", "https://example.org:81/d"),
        ("//other.example/x", "https://other.example/x"), ("http://[::1]/x", "http://[::1]/x"),
    ])
    func aRedirectMayBeRelative(location: String, next: String) throws {
        #expect(try ImageURL(parsing: "https://example.org:81/a/b.jpg").following(location).text == next)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://example.org/", "http://user@example.org/", "http://127.1/"])
    func aRedirectIsReadAsStrictly(location: String) throws {
        let url = try ImageURL(parsing: "https://example.org/a")
        let error = try #require(throws: ServiceError.self) { try url.following(location) }
        #expect(error.code == .invalidURL)
    }

    @Test(arguments: [
        ("http://a.example/x/cat%20one.jpg?size=5", "cat one.jpg"), ("http://a.example/", nil),
        ("http://a.example/x/", nil),
        ("http://a.example?cat.jpg", nil), ("http://a.example/%2e%2e%2fcat.jpg", "../cat.jpg"),
    ])
    func itsLastPartNamesTheImage(text: String, name: String?) throws {
        #expect(try ImageURL(parsing: text).fileName == name)
    }
}
