import API
import Foundation
import Logging
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite struct EntranceTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func configuration(_ listen: String, tokens: TokenFile?) throws -> ServerConfiguration {
        var configuration = ServerConfiguration(
            listen: try ListenAddress(parsing: listen), databasePath: "", modelFolders: [], version: "0")
        configuration.access.tokenFile = tokens
        return configuration
    }

    @Test(arguments: ["0.0.0.0:0", "[::]:0", "192.0.2.1:80", "example.org:80"])
    func beyondLoopbackTokensAreNeeded(listen: String) throws {
        let folder = try TemporaryFolder("tokens")
        let file = TokenFile(path: folder.file("tokens.json").path)
        func refusal() throws -> String? {
            let configuration = try configuration(listen, tokens: file.exists ? file : nil)
            do throws(ServiceError) {
                _ = try Entrance(configuration, logger: quiet)
                return nil
            } catch {
                return error.message
            }
        }
        #expect(try #require(try refusal()).contains("top5 token create --role"))
        try file.update { _ throws(ServiceError) in }
        #expect(try refusal() != nil, "a file without a token is as good as none")
        let stored = try StoredToken(AccessToken.make(), name: "a", role: .viewer)
        try file.update { tokens throws(ServiceError) in tokens.append(stored) }
        #expect(try refusal() == nil)
    }

    @Test(arguments: ["127.0.0.1:0", "localhost:0", "[::1]:0", "unix:/s"])
    func onThisMachineTheyAreNot(listen: String) throws {
        let entrance = try Entrance(try configuration(listen, tokens: nil), logger: quiet)
        #expect(entrance.access == nil)
        #expect(entrance.isReachableByBrowsers != listen.hasPrefix("unix:"))
    }

    @Test(arguments: [
        "", "localhost", "localhost:8080", "127.0.0.1:1", "192.168.0.1", "[::1]:8080", "top5", "app.localhost:80",
        "LOCALHOST",
    ])
    func namesThatNobodyOutsideCanPointHere(host: String) {
        #expect(BrowserMiddleware.isLocalName(host))
    }

    @Test(arguments: ["evil.example", "127.0.0.1.evil.example:8080", "localhost.evil.example", "127.0.0.1.", "1.2.3"])
    func namesThatSomebodyCould(host: String) {
        #expect(!BrowserMiddleware.isLocalName(host))
    }
}
