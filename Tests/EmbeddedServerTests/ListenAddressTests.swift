import Testing

@testable import EmbeddedServer

@Suite struct ListenAddressTests {
    @Test func theThreeForms() throws {
        #expect(try ListenAddress(parsing: "127.0.0.1:8080") == .tcp(host: "127.0.0.1", port: 8080))
        #expect(try ListenAddress(parsing: "[::1]:0") == .tcp(host: "::1", port: 0))
        #expect(try ListenAddress(parsing: "unix:/tmp/a.sock") == .unix(path: "/tmp/a.sock"))
    }

    @Test(arguments: [
        "", "8080", "localhost", "a:b", "a:70000", "a:-1", "unix:", "unix:" + String(repeating: "p", count: 108),
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: ServiceError.self) { _ = try ListenAddress(parsing: text) }
    }

    @Test(arguments: ["127.0.0.1:1", "127.9.9.9:1", "localhost:1", "[::1]:1", "unix:/x"])
    func localOnes(text: String) throws {
        #expect(try ListenAddress(parsing: text).isLocal)
    }

    @Test(arguments: [
        "0.0.0.0:1", "[::]:1", "192.168.0.1:1", "127.evil.example:1", "127.0.0.1.example.org:1", "host:1",
    ])
    func reachableOnes(text: String) throws {
        #expect(try !ListenAddress(parsing: text).isLocal)
    }
}
