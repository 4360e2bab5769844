import Foundation
import Testing

@testable import Client

@Suite struct ServiceAddressTests {
    @Test(
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/livez"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", "http://127.0.0.1:8080/livez"),
            ("localhost:8080", "http://localhost:8080", "http://localhost:8080/livez"),
            ("HTTPS://host/top5/", "https://host/top5", "https://host/top5/livez"),
            ("http://[::1]:80", "http://[::1]:80", "http://[::1]:80/livez"),
            ("unix:/run/top5.sock", "unix:/run/top5.sock", "http+unix://%2Frun%2Ftop5.sock/livez"),
        ])
    func namesAServiceAndMakesURLs(text: String, description: String, url: String) throws {
        let address = try ServiceAddress(text)
        #expect(address.description == description)
        #expect(address.url("/livez") == url)
    }

    @Test(arguments: ["", "unix:", "ftp://host", "http://", "http://user@host", "http://host?x=1", "what is this"])
    func refusesWhatIsNoAddress(text: String) {
        #expect(throws: ClientError.self) { try ServiceAddress(text) }
    }

    @Test func queriesAreEncodedWhole() throws {
        let url = try ServiceAddress("h:1").url("/v1/jobs", query: [URLQueryItem(name: "q", value: "a b&c+d=é/#")])
        #expect(url == "http://h:1/v1/jobs?q=a%20b%26c%2Bd%3D%C3%A9%2F%23")
    }

    @Test func escapeSequencesOfAnAddressDoNotReachItsComplaint() {
        do {
            _ = try ServiceAddress("ftp://\u{1B}[31m")
            Issue.record("accepted")
        } catch {
            #expect(!error.message.contains("\u{1B}"))
        }
    }

    @Test func aClientNameIsPrintableAndShort() {
        #expect(ClientName.sanitised("ana maría@höst") == "ana_mar_a@h_st")
        #expect(ClientName.sanitised(String(repeating: "é", count: 100)).utf8.count == 64)
        #expect(ClientName.current.contains("@"))
        #expect(ClientName.sanitised(ClientName.current) == ClientName.current)
    }
}
