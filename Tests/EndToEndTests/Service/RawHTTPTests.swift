import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a careless or hostile caller sends, byte by byte.
    @Suite struct RawHTTPTests {
        @Test(arguments: ["zz\r\nabc\r\n", "ffffffffffffffffff\r\nabc\r\n"])
        func aBodyThatIsNoHTTPIsTheCallersFault(chunks: String) async throws {
            try await RunningService.run { service in
                let head =
                    "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n"
                let connection = try RawConnection(to: service.url, sending: head + chunks)
                let answer = connection.readToEnd()
                connection.close()
                #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
                try await service.expectItWorks()
            }
        }

        @Test func aHeadIsAnsweredWithoutABody() async throws {
            try await RunningService.run { service in
                let requests =
                    "HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\nHEAD /predict HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                let connection = try RawConnection(to: service.url, sending: requests)
                let answers = connection.readToEnd().components(separatedBy: "HTTP/1.1 ").dropFirst()
                connection.close()
                #expect(answers.map { $0.prefix(3) } == ["200", "405", "200"])
                #expect(answers.map { $0.contains("{") } == [false, false, true])
            }
        }

        @Test(arguments: ["colour=red", "order=oldest", "nope=1"])
        func aParameterThatIsNotKnownIsNotSwallowed(query: String) async throws {
            try await RunningService.run { service in
                let connection = try RawConnection(
                    to: service.url, sending: "GET /v1/jobs?\(query) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let answer = connection.readToEnd()
                connection.close()
                #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer)")
                #expect(answer.contains("INVALID_REQUEST") && answer.contains("cursor"), "\(answer)")
            }
        }

        /// A body of which two bytes come and no more.
        private static let stuckUpload =
            "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: 5000\r\n\r\nxx"

        @Test func aStuckUploadDoesNotHoldTheShutdownUp() async throws {
            let home = try TemporaryFolder("stuck")
            let server = try await ServerProcess.start(home: home)
            let stuck = try RawConnection(to: server.address, sending: Self.stuckUpload)
            let start = ContinuousClock.now
            let exit = try await server.stop()
            stuck.close()
            #expect(exit == .code(0), "\(server.log)")
            #expect(ContinuousClock.now - start < .seconds(15))
        }

        @Test func aSecondSignalDoesNotWaitForIt() async throws {
            let home = try TemporaryFolder("second")
            let server = try await ServerProcess.start(home: home)
            let stuck = try RawConnection(to: server.address, sending: Self.stuckUpload)
            let start = ContinuousClock.now
            server.signal(SIGTERM)
            // The first one has arrived when nobody is let in any more.
            let isClosing = await Deadline.poll {
                (try? RawConnection(to: server.address, sending: "GET /livez HTTP/1.1\r\n\r\n"))?.close() == nil
            }
            #expect(isClosing)
            let exit = try await server.stop()
            stuck.close()
            #expect(exit == .code(0), "\(server.log)")
            #expect(ContinuousClock.now - start < .seconds(4))
        }

        @Test func aFollowerThatNeverReadsDoesNotHoldTheShutdownUp() async throws {
            let home = try TemporaryFolder("stalled")
            let server = try await ServerProcess.start(home: home)
            let stalled = try RawConnection(
                to: server.address, sending: "GET /v1/events?after=0 HTTP/1.1\r\nHost: a\r\n\r\n")
            try await HTTPServiceClient.withClient(ServiceAddress(server.address)) { client in
                let body = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
                // More events than the sockets between the two can hold.
                for _ in 0..<700 {
                    _ = try await client.submit(ImageUpload(source: .bytes(body), name: "a.jpg", topK: 100))
                }
                let isDone = try await Deadline.poll(within: .seconds(60)) {
                    try await client.stats().count(.succeeded) == 700
                }
                #expect(isDone)
            }
            let start = ContinuousClock.now
            let exit = try await server.stop()
            stalled.close()
            #expect(exit == .code(0), "\(server.log)")
            #expect(ContinuousClock.now - start < .seconds(15))
        }
    }
}
