import Foundation
import Testing

@testable import Client

@Suite struct ServiceAddressTests {
    @Test(
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/livez"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", "http://127.0.0.1:8080/livez"),
            ("localhost:8080", "http://localhost:8080", "http://localhost:8080/livez"),
            ("HTTP://host/top5/", "http://host/top5", "http://host/top5/livez"),
            ("h:65535", "http://h:65535", "http://h:65535/livez"),
            ("http://[::1]:80", "http://[::1]:80", "http://[::1]:80/livez"),
            ("HTTPS://host:8443/", "https://host:8443", "https://host:8443/livez"),
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

    private func complaint(of text: String) -> String? {
        do throws(ClientError) {
            _ = try ServiceAddress(text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(
        arguments: ["99999", "65536", "0", "-1", "18446744073709551617", "x"],
        ["http://127.0.0.1", "localhost", "http://[::1]"])
    func aPortThatCannotBeIsNamed(port: String, host: String) throws {
        let message = try #require(complaint(of: "\(host):\(port)"), "accepted")
        #expect(message == "'\(host):\(port)' has the port \(port). A port is a number from 1 to 65535.")
    }

    @Test func aPathThatIsTooLongForASocketIsRefusedWithItsLength() throws {
        let longest = "/" + String(repeating: "p", count: 106)
        #expect(try ServiceAddress("unix:" + longest).socketPath == longest)
        let message = try #require(complaint(of: "unix:\(longest)é"), "accepted")
        #expect(message.contains("109 bytes"))
        #expect(try #require(complaint(of: "unix:\(longest)p"), "accepted").contains("108 bytes"))
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
