import API
import Foundation
import Logging
import NIOSSL
import TestSupport
import Testing

@testable import EmbeddedServer

/// Fetches over real connections to a server that answers as a test wants.
@Suite(.timeLimit(.minutes(2))) struct ImageFetcherTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let picture = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0) })
    private static let here = ["pictures.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]]

    private func fetcher(
        _ hosts: [String], resolver: (any HostResolver)? = FixedHostResolver(here), maxBytes: Int = 100_000,
        tls: TLSConfiguration? = nil, _ change: (inout FetchConfiguration) -> Void = { _ in }
    ) throws -> ImageFetcher {
        var configuration = FetchConfiguration()
        configuration.hosts = try hosts.map { try HostPattern(parsing: $0) }
        configuration.allowsPrivateAddresses = true
        change(&configuration)
        return ImageFetcher(
            configuration, maxBytes: maxBytes, resolver: resolver, tls: tls, metrics: PrometheusRegistry(),
            logger: quiet)
    }

    private func refusal(_ fetcher: ImageFetcher, _ url: String) async throws -> ServiceError {
        try await #require(throws: ServiceError.self) { _ = try await fetcher.fetch(url) }
    }

    @Test func theConnectionGoesToTheAddressThatWasChecked() async throws {
        let server = try ScriptedHTTPServer { [picture] _, connection in connection.answer(body: picture) }
        let resolver = FixedHostResolver(Self.here)
        let file = try await fetcher(["pictures.example:\(server.port)"], resolver: resolver)
            .fetch("http://pictures.example:\(server.port)/a/cat.jpg?size=2#top")
        #expect(file.image.bytes == picture && file.name == "cat.jpg")
        // Nobody but the test knows this name: a second look-up would have found nothing.
        #expect(resolver.questions == ["pictures.example"])
        let head = try #require(server.requests.first)
        #expect(head.hasPrefix("GET /a/cat.jpg?size=2 HTTP/1.1\r\n"))
        let fields = Set(
            head.split(separator: "\r\n").dropFirst().compactMap { $0.split(separator: ":").first?.lowercased() })
        #expect(fields.isSubset(of: ["host", "user-agent", "accept", "accept-encoding", "connection"]), "\(fields)")
        #expect(head.lowercased().contains("host: pictures.example:\(server.port)\r\n"), "\(head)")
    }

    @Test func theNextAddressIsTriedWhereOneDoesNotAnswer() async throws {
        let server = try ScriptedHTTPServer { [picture] _, connection in connection.answer(body: picture) }
        // Nothing listens at the first.
        let resolver = FixedHostResolver(["pictures.example": ["127.0.0.2", "127.0.0.1"]])
        let file = try await fetcher(["pictures.example:\(server.port)"], resolver: resolver)
            .fetch("http://pictures.example:\(server.port)/")
        #expect(file.image.bytes == picture && file.name == nil)
    }

    @Test func addressesInsideTheNetworkAreRefusedBeforeAnythingIsSent() async throws {
        let server = try ScriptedHTTPServer { _, connection in connection.answer(body: []) }
        let port = server.port
        let names = FixedHostResolver(["inside.example": ["10.0.0.1"], "both.example": ["fe80::1", "192.168.0.1"]])
        let hosts = ["127.0.0.1:\(port)", "[::1]:\(port)", "inside.example", "both.example", "169.254.169.254"]
        let strict = try fetcher(hosts, resolver: names) { $0.allowsPrivateAddresses = false }
        for url in [
            "http://127.0.0.1:\(port)/", "http://[::1]:\(port)/", "http://inside.example/", "https://both.example/",
            "http://169.254.169.254/latest/meta-data/",
        ] {
            let error = try await refusal(strict, url)
            #expect(error.code == .urlAddressNotAllowed && error.code.httpStatus == 403, "\(url): \(error)")
        }
        // The system's own look-up: a name of the outside that means this machine.
        let system = try fetcher(["localhost:\(port)"], resolver: nil) { $0.allowsPrivateAddresses = false }
        let error = try await refusal(system, "http://localhost:\(port)/")
        #expect(error.code == .urlAddressNotAllowed && error.message.contains("a loopback address"), "\(error)")
        #expect(server.requests.isEmpty)
    }

    @Test func whatIsNoHostIsRefusedWhateverIsAllowed() async throws {
        let server = try ScriptedHTTPServer { path, connection in
            connection.redirect(to: "http://[::ffff:127.0.0.1]\(path)")
        }
        let names = FixedHostResolver(["cast.example": ["224.0.0.1"]])
        let port = server.port
        let any = try fetcher(
            ["127.0.0.1:\(port)", "[::ffff:127.0.0.1]", "0.0.0.0:\(port)", "cast.example"], resolver: names)
        for url in ["http://0.0.0.0:\(port)/", "http://cast.example/", "http://127.0.0.1:\(port)/"] {
            let error = try await refusal(any, url)
            #expect(error.code == .urlAddressNotAllowed, "\(url): \(error)")
        }
    }

    private static let hasIPv6 = (try? ScriptedHTTPServer(onIPv6: true) { _, _ in }) != nil

    @Test(.enabled(if: hasIPv6, "needs IPv6 on loopback")) func aServerOnIPv6() async throws {
        let server = try ScriptedHTTPServer(onIPv6: true) { [picture] _, connection in
            connection.answer(body: picture)
        }
        let file = try await fetcher(["[::1]:\(server.port)"]).fetch("http://[::1]:\(server.port)/x.png")
        #expect(file.image.bytes == picture)
    }

    @Test func onlyHostsAndPortsOfTheList() async throws {
        let server = try ScriptedHTTPServer { _, connection in connection.redirect(to: "http://other.example/") }
        let fetcher = try fetcher(["*.pictures.example", "pictures.example:\(server.port)"])
        for url in [
            "http://pictures.example/", "http://other.example/", "http://a.pictures.example:81/", "http://127.0.0.1/",
            "http://pictures.example.other.example/", "http://pictures.example:\(server.port)/a",
        ] {
            let error = try await refusal(fetcher, url)
            #expect(error.code == .urlHostNotAllowed && error.message.contains("--allow-url-host"), "\(url): \(error)")
        }
        #expect(server.requests.count == 1, "the redirect's own host")
    }

    @Test func redirectsAreFollowedThreeTimes() async throws {
        let server = try ScriptedHTTPServer { [picture] path, connection in
            switch path {
            case "/3": connection.redirect(to: "2")
            case "/2": connection.redirect(to: "/1")
            case "/1": connection.redirect(to: "?")
            case "/1?": connection.answer(body: picture)
            case "/nowhere": connection.answer("302 Found", body: [])
            case "/file": connection.redirect(to: "file:///etc/passwd")
            case "/user": connection.redirect(to: "http://me:secret@pictures.example/")
            default: connection.redirect(to: path)
            }
        }
        let base = "http://pictures.example:\(server.port)"
        let fetcher = try fetcher(["pictures.example:\(server.port)"])
        #expect(try await fetcher.fetch("\(base)/3").image.bytes == picture)
        let before = server.requests.count
        let loop = try await refusal(fetcher, "\(base)/loop")
        #expect(loop.code == .urlRedirectRefused && loop.details?["limit"] == 3, "\(loop)")
        #expect(server.requests.count == before + 4)
        #expect(try await refusal(fetcher, "\(base)/nowhere").code == .urlRedirectRefused)
        #expect(try await refusal(fetcher, "\(base)/file").code == .invalidURL)
        #expect(try await refusal(fetcher, "\(base)/user").code == .invalidURL)
    }

    @Test func bytesAreCountedAsTheyCome() async throws {
        let server = try ScriptedHTTPServer { path, connection in
            switch path {
            case "/endless":
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                while connection.send("400\r\n" + String(repeating: "x", count: 1024) + "\r\n") {}
            case "/untold":
                connection.send("HTTP/1.1 200 OK\r\n\r\n")
                while connection.send(String(repeating: "x", count: 1024)) {}
            case "/told":
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n")
                connection.waitForClose()
            default: connection.answer(body: Data(count: 100_000))
            }
        }
        let fetcher = try fetcher(["127.0.0.1:\(server.port)"])
        for path in ["endless", "untold", "told"] {
            let error = try await refusal(fetcher, "http://127.0.0.1:\(server.port)/\(path)")
            #expect(error.code == .bodyTooLarge && error.details?["limit"] == 100_000, "\(path): \(error)")
        }
        #expect(try await fetcher.fetch("http://127.0.0.1:\(server.port)/fits").image.bytes.count == 100_000)
    }

    @Test func slowAnswersEndByThemselves() async throws {
        let server = try ScriptedHTTPServer { path, connection in
            if path != "/mute" { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\nabc") }
            if path == "/drip" { while connection.send("x") { usleep(20_000) } }
            connection.waitForClose()
        }
        let base = "http://127.0.0.1:\(server.port)"
        let impatient = try fetcher(["127.0.0.1:\(server.port)"]) { $0.idleSeconds = 0.2 }
        for path in ["mute", "stalled"] {
            let error = try await refusal(impatient, "\(base)/\(path)")
            #expect(error.code == .urlTimeout && error.message.contains("nothing came"), "\(path): \(error)")
        }
        let hurried = try fetcher(["127.0.0.1:\(server.port)"]) { $0.overallSeconds = 0.5 }
        let drip = try await refusal(hurried, "\(base)/drip")
        #expect(
            drip.code == .urlTimeout && drip.code.httpStatus == 504 && drip.message.contains("took more"), "\(drip)")
    }

    @Test func aNameServerThatIsSilentHoldsNobodyUp() async throws {
        struct Silent: HostResolver {
            func addresses(of host: String) async throws -> [NetworkAddress] {
                try await Task.sleep(for: .seconds(3600))
                return []
            }
        }
        let hurried = try fetcher(["pictures.example"], resolver: Silent()) { $0.overallSeconds = 0.2 }
        #expect(try await refusal(hurried, "http://pictures.example/").code == .urlTimeout)
    }

    @Test func whatTheOtherSideDoesWrongIsSaid() async throws {
        let server = try ScriptedHTTPServer { path, connection in
            switch path {
            case "/cut": connection.send("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\nabc")
            case "/noise": connection.send("SSH-2.0-OpenSSH\r\n\r\n")
            case "/closed": break
            default: connection.answer("404 Not Found", body: Data("gone".utf8))
            }
        }
        let base = "http://127.0.0.1:\(server.port)"
        let fetcher = try fetcher(["127.0.0.1:\(server.port)", "127.0.0.2:\(server.port)", "nobody.example"])
        let gone = try await refusal(fetcher, "\(base)/gone")
        #expect(gone.code == .urlFailed && gone.details?["status"] == 404 && gone.code.httpStatus == 502, "\(gone)")
        for url in [
            "\(base)/cut", "\(base)/noise", "\(base)/closed", "http://127.0.0.2:\(server.port)/",
            "http://nobody.example/",
        ] {
            let error = try await refusal(fetcher, url)
            #expect(error.code == .urlUnreachable && error.code.httpStatus == 502, "\(url): \(error)")
        }
    }

    @Test func soManyFetchesAtOnceAndNoMore() async throws {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream()
        let gate = DispatchSemaphore(value: 0)
        let server = try ScriptedHTTPServer { [picture] _, connection in
            arrival.yield()
            gate.wait()
            connection.answer(body: picture)
        }
        let fetcher = try fetcher(["127.0.0.1:\(server.port)"]) { $0.maxFetches = 1 }
        let url = "http://127.0.0.1:\(server.port)/"
        async let first = fetcher.fetch(url)
        for await _ in arrivals { break }
        let busy = try await refusal(fetcher, url)
        #expect(busy.code == .tooManyFetches && busy.code.httpStatus == 503, "\(busy)")
        gate.signal()
        #expect(try await first.image.bytes == picture)
        gate.signal()
        #expect(try await fetcher.fetch(url).image.bytes == picture, "the seat is free again")
    }
}
