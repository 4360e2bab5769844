import Foundation
import TestSupport
import Testing

@testable import Client

/// Redirects are followed a few times, and only to where a download may come from.
@Suite struct DownloadRedirectTests {
    private let bench: DownloadBench

    init() throws { bench = try DownloadBench() }

    @Test func aChainIsFollowed() async throws {
        try await ScriptedServer.run([bench.whole()]) { target in
            let chain = [
                bench.redirect(to: "/b"), bench.redirect(to: "c?key=1", status: 307),
                bench.redirect(to: "\(target.address)/d/file", status: 308),
            ]
            try await ScriptedServer.run(chain) { server in
                try await bench.download(server, path: "/a")
                #expect(server.requests.map { $0.line.split(separator: " ")[1] } == ["/a", "/b", "/c?key=1"])
            }
            #expect(target.requests.map(\.line) == ["GET /d/file HTTP/1.1"])
        }
        try bench.expectTheFile()
    }

    @Test func aLoopEnds() async throws {
        try await ScriptedServer.run(Array(repeating: bench.redirect(to: "/again"), count: 10)) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .redirect && error.message.contains("more than 5"), "\(error)")
            #expect(server.requests.count == 6)
        }
        #expect(!bench.files.contains("model.onnx"))
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://", ""])
    func elsewhereIsRefused(location: String) async throws {
        try await ScriptedServer.run([bench.redirect(to: location)]) { server in
            let error = try await bench.failure { try await bench.download(server) }
            #expect(error.code == .redirect, "\(error)")
        }
    }

    @Test func encryptionIsNeverGivenUp() throws {
        let secure = try #require(URL(string: "https://models.example/a/b.onnx"))
        let error = try #require(throws: DownloadError.self) {
            try RedirectRule.target("http://models.example/b.onnx?signature=secret", from: secure)
        }
        #expect(error.code == .redirect && error.message.contains("http://models.example/b.onnx"))
        #expect(!error.message.contains("secret"))
        #expect(try RedirectRule.target("../c", from: secure).absoluteString == "https://models.example/c")
        let plain = try #require(URL(string: "http://models.example/b"))
        #expect(try RedirectRule.target("https://other.example/", from: plain).scheme == "https")
    }
}
