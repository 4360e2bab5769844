import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Callers that hold connections on purpose.
    @Suite struct ConnectionLimitTests {
        @Test func slowRequestsAreEndedAndNobodyElse() async throws {
            try await RunningService.run(arguments: ["--head-timeout", "1", "--body-timeout", "2"]) { service in
                let url = service.url
                let idle = try RawConnection(to: url, sending: "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await idle.status() == 200)
                let follower = try RawConnection(to: url, sending: "GET /v1/events HTTP/1.1\r\nHost: a\r\n\r\n")
                let begin = await follower.read { $0.contains("event: live") }
                #expect(begin.contains("event: live"))

                let slowHead = try RawConnection(to: url, sending: "GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: ")
                slowHead.drip()
                let headAnswer = await slowHead.read()
                #expect(headAnswer.hasPrefix("HTTP/1.1 408"), "\(headAnswer)")
                #expect(headAnswer.contains("REQUEST_TIMEOUT"))

                for type in ["Content-Type: image/jpeg\r\nContent-Length: 5000", "Content-Length: 5000"] {
                    let path = type.hasPrefix("Content-Type") ? "/v1/jobs" : "/v1/jobs/none/cancel"
                    let slowBody = try RawConnection(
                        to: url, sending: "POST \(path) HTTP/1.1\r\nHost: a\r\n\(type)\r\n\r\nxx")
                    slowBody.drip()
                    let answer = await slowBody.read()
                    #expect(answer.hasPrefix(path == "/v1/jobs" ? "HTTP/1.1 408" : "HTTP/1.1 404"), "\(answer)")
                    slowBody.close()
                }
                // Both have outlived what ends a slow request.
                idle.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await idle.status() == 200)
                let beat = await follower.read { $0.contains("still here") }
                #expect(beat.contains("still here"))
                for connection in [idle, follower, slowHead] { connection.close() }
                try await service.expectItWorks()
            }
        }

        @Test(arguments: [
            "X-Long: " + String(repeating: "a", count: 20_000),
            (0..<40).map { "X-\($0): " + String(repeating: "a", count: 1000) }.joined(separator: "\r\n"),
            (0..<150).map { "X-\($0): a" }.joined(separator: "\r\n"),
        ])
        func aHeaderThatIsTooLargeIsRefused(fields: String) async throws {
            try await RunningService.run { service in
                let connection = try RawConnection(
                    to: service.url, sending: "GET /livez HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n")
                let answer = await connection.read()
                connection.close()
                #expect(answer.hasPrefix("HTTP/1.1 431"), "\(answer)")
                #expect(answer.contains("HEADERS_TOO_LARGE"))
                try await service.expectItWorks()
            }
        }

        @Test func anEndlessBodyIsCutOffWhereNobodyReadsIt() async throws {
            try await RunningService.run(arguments: ["--max-image-bytes", "100000"]) { service in
                for path in ["/v1/jobs/none/cancel", "/v1/jobs", "/none"] {
                    let connection = try RawConnection(
                        to: service.url,
                        sending: "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
                    let isCut = await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            let end = ContinuousClock.now + .seconds(20)
                            var isOpen = true
                            while isOpen, ContinuousClock.now < end { isOpen = connection.send(chunk) }
                            continuation.resume(returning: !isOpen)
                        }
                    }
                    connection.close()
                    #expect(isCut, "\(path) took an endless body")
                }
                try await service.expectItWorks()
            }
        }

        @Test func anAnswerThatNobodyTakesIsGivenUp() async throws {
            try await RunningService.run(arguments: ["--answer-timeout", "1"]) { service in
                // A picture is stored as it came, whatever stands behind its end.
                var picture = try Data(contentsOf: Top5Program.sample("lemon.jpg"))
                picture.append(Data(count: 18_000_000))
                let job = try await service.client.submit(ImageUpload(source: .bytes(picture), name: "long.jpg"))
                let request = "GET /v1/jobs/\(job.id)/image HTTP/1.1\r\nHost: a\r\n\r\n"
                let stalled = try RawConnection(to: service.url, sending: request)
                let isGivenUp = try await Deadline.poll { try stalled.stateOfOtherEnd() != "01" }
                #expect(isGivenUp)
                stalled.close()
                // Who takes it gets it whole.
                #expect(try await service.client.image(of: job.id).count == picture.count)
                try await service.expectItWorks()
            }
        }

        @Test func oneConnectionTooManyIsTold() async throws {
            try await RunningService.run(arguments: ["--max-connections", "8"]) { service in
                var open: [RawConnection] = []
                var refusal = ""
                for _ in 0..<12 where refusal.isEmpty {
                    let connection = try RawConnection(
                        to: service.url, sending: "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                    let answer = await connection.read { $0.contains("\r\n\r\n") }
                    open.append(connection)
                    if !answer.hasPrefix("HTTP/1.1 200") { refusal = answer }
                }
                #expect(refusal.hasPrefix("HTTP/1.1 503"), "\(refusal)")
                #expect(refusal.lowercased().contains("retry-after"))
                // The client of this test may hold a connection too, and did so before the others.
                #expect((7...9).contains(open.count), "\(open.count)")
                #expect(service.server.log.contains("too many connections"))
                for connection in open { connection.close() }
                let isBack = await Deadline.poll {
                    guard
                        let connection = try? RawConnection(
                            to: service.url, sending: "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
                    else { return false }
                    defer { connection.close() }
                    return await connection.status() == 200
                }
                #expect(isBack, "the places of closed connections are not free again")
                try await service.expectItWorks()
            }
        }
    }
}
