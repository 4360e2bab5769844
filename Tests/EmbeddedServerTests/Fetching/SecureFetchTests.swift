import API
import Foundation
import Logging
import NIOSSL
import TestSupport
import Testing

@testable import EmbeddedServer

/// Fetches over TLS, from a name that only the test can resolve.
@Suite(.enabled(if: TestCertificate.canBeMade, "needs openssl"), .timeLimit(.minutes(2))) struct SecureFetchTests {
    /// `openssl s_server`, which sends files as they are for answers.
    private struct SecureServer {
        let port: Int
        let process: ChildProcess

        init(name: String, files: [String: String], in folder: TemporaryFolder) async throws {
            try await TestCertificate.make(for: name, in: folder)
            for (name, answer) in files { try Data(answer.utf8).write(to: folder.file(name)) }
            let openssl = try #require(CommandRun.program("openssl"))
            let process = try ChildProcess(
                openssl,
                ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-HTTP"],
                folder: folder.url)
            var port: Int?
            await Deadline.poll {
                port = String(decoding: process.output, as: UTF8.self).split(separator: "\n")
                    .first { $0.hasPrefix("ACCEPT ") }.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
                return port != nil || process.exit != nil
            }
            self.port = try #require(port, "\(process.errors)")
            self.process = process
        }
    }

    private func fetcher(_ port: Int, trusting authority: URL?) throws -> ImageFetcher {
        var configuration = FetchConfiguration()
        configuration.hosts = try ["pictures.example:\(port)", "pictures.example"].map { try HostPattern(parsing: $0) }
        configuration.allowsPrivateAddresses = true
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authority { tls.trustRoots = .file(authority.path) }
        return ImageFetcher(
            configuration, maxBytes: 1000, resolver: FixedHostResolver(["pictures.example": ["127.0.0.1"]]), tls: tls,
            metrics: PrometheusRegistry(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private let files = [
        "cat": "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\ncat",
        "down": "HTTP/1.0 302 Found\r\nLocation: http://pictures.example/\r\nContent-Length: 0\r\n\r\n",
    ]

    @Test func theCertificateIsHeldAgainstTheNameAndNotTheAddress() async throws {
        let folder = try TemporaryFolder("fetch")
        let server = try await SecureServer(name: "DNS:pictures.example", files: files, in: folder)
        let fetcher = try fetcher(server.port, trusting: folder.file("ca.pem"))
        #expect(try await fetcher.fetch("https://pictures.example:\(server.port)/cat").image.bytes == Data("cat".utf8))
        let down = try await #require(throws: ServiceError.self) {
            try await fetcher.fetch("https://pictures.example:\(server.port)/down")
        }
        #expect(down.code == .urlRedirectRefused && down.message.contains("https to http"), "\(down)")
    }

    @Test func aCertificateThatIsNotRightIsRefused() async throws {
        let folder = try TemporaryFolder("fetch")
        let server = try await SecureServer(name: "DNS:elsewhere.example", files: files, in: folder)
        let url = "https://pictures.example:\(server.port)/cat"
        let trusting = try fetcher(server.port, trusting: folder.file("ca.pem"))
        let misnamed = try await #require(throws: ServiceError.self) { try await trusting.fetch(url) }
        #expect(misnamed.code == .urlUnreachable && misnamed.message.contains("for another name"), "\(misnamed)")
        let strange = try fetcher(server.port, trusting: nil)
        let untrusted = try await #require(throws: ServiceError.self) { try await strange.fetch(url) }
        #expect(untrusted.code == .urlUnreachable && untrusted.message.contains("does not trust"), "\(untrusted)")
    }
}
