import Testing

@testable import EmbeddedServer

@Suite struct HostPatternTests {
    @Test(arguments: [
        ("example.org", "https://example.org/a"), ("Example.ORG.", "http://EXAMPLE.org./a"),
        ("example.org:8443", "https://example.org:8443/"), ("*.example.org", "https://a.b.example.org/"),
        ("*.example.org:81", "http://a.example.org:81/"), ("192.0.2.7", "http://192.0.2.7/"),
        ("[2001:DB8::1]:81", "http://[2001:db8:0::1]:81/"), ("example.org", "https://example.org:443/"),
    ])
    func itMatches(pattern: String, url: String) throws {
        #expect(try HostPattern(parsing: pattern).matches(ImageURL(parsing: url)))
    }

    @Test(arguments: [
        ("example.org", "https://evil-example.org/"), ("example.org", "https://example.org.evil.net/"),
        ("example.org", "https://a.example.org/"), ("*.example.org", "https://example.org/"),
        ("*.example.org", "https://aexample.org/"), ("example.org", "https://example.org:8443/"),
        ("example.org", "http://example.org:443/"), ("example.org:8443", "https://example.org/"),
        ("127.0.0.1", "http://127.0.0.11/"),
    ])
    func itDoesNotMatch(pattern: String, url: String) throws {
        #expect(try !HostPattern(parsing: pattern).matches(ImageURL(parsing: url)))
    }

    @Test(arguments: [
        "", "*", "*.", "a.*.org", "*example.org", "http://example.org", "example.org/", "a b", "example.org:",
        "example.org:0", "example.org:65536", "example.org:x", "*.192.0.2.7", "::1", "[::1", "u@example.org", "1.2.3",
        "-a.org", "a..b",
    ])
    func whatIsNoHostIsRefused(text: String) {
        #expect(throws: ServiceError.self) { try HostPattern(parsing: text) }
    }

    @Test(arguments: ["example.org", "*.example.org:81", "[2001:db8::1]:81", "192.0.2.7:8080"])
    func itIsWrittenAsItIsGiven(text: String) throws {
        #expect(try HostPattern(parsing: text).description == text)
    }
}
