import API
import Client
import Foundation
import TestSupport
import Testing

@Suite struct EventFollowerTests {
    /// Takes the first events of a follower of these answers.
    private func follow(
        _ answers: [ScriptedAnswer], after sequence: Int64? = nil, take count: Int,
        timeouts: ClientTimeouts = ClientTimeouts(),
        check: ([FollowerEvent], ScriptedServer) throws -> Void
    ) async throws {
        try await ScriptedServer.run(answers) { server in
            let client = HTTPServiceClient(
                server.address, timeouts: timeouts, backoff: Backoff(shortest: 0.01, longest: 0.05))
            var events: [FollowerEvent] = []
            for await event in client.follow(after: sequence).prefix(count) { events.append(event) }
            await client.shutdown()
            try check(events, server)
        }
    }

    private func isDisconnected(_ event: FollowerEvent, _ kind: ClientError.Kind) -> Bool {
        if case .disconnected(let error, _) = event { error.kind == kind } else { false }
    }

    /// Bytes that arrived but were not read when the connection broke are lost with it, so the first connection may end
    /// with or without the event before the cut; either way each event comes exactly once.
    @Test func resumesWhereTheStreamWasCutAndRepeatsNothing() async throws {
        let first = WireSamples.job(.running, revision: 2)
        let second = WireSamples.job(.succeeded, revision: 3)
        let answers: [ScriptedAnswer] = try [
            .events([WireSamples.live(40), WireSamples.event(41, first), "id: 42\neve"], thenClose: true),
            .events(
                [WireSamples.event(41, first) + WireSamples.event(42, second), WireSamples.live(42)], thenClose: false),
        ]
        try await follow(answers, take: 7) { events, server in
            #expect(events[0...1] == [.connecting, .live])
            let cut = try #require(events.firstIndex { isDisconnected($0, .unreachable) })
            #expect(events[cut + 1] == .connecting)
            #expect(
                events[2...].filter { if case .job = $0 { true } else { false } }
                    == [.job(sequence: 41, first), .job(sequence: 42, second)])
            #expect(events.last == .live)
            #expect(server.requests.map(\.line) == Array(repeating: "GET /v1/events HTTP/1.1", count: 2))
            #expect(server.requests.map { $0.header("last-event-id") } == [nil, cut == 2 ? "40" : "41"])
            #expect(server.requests.allSatisfy { $0.header("accept") == "text/event-stream" })
        }
    }

    @Test func anEndedStreamIsResumedAfterItsLastEvent() async throws {
        let job = WireSamples.job(.running, revision: 2)
        var ended = try ScriptedAnswer.events([WireSamples.live(40), WireSamples.event(41, job)], thenClose: false)
        ended.steps.append(.send(Array("0\r\n\r\n".utf8)))
        let answers = [ended, .events([WireSamples.live(41)], thenClose: false)]
        try await follow(answers, take: 6) { events, server in
            #expect(events[0...2] == [.connecting, .live, .job(sequence: 41, job)])
            #expect(isDisconnected(events[3], .unreachable))
            #expect(events[4...] == [.connecting, .live])
            #expect(server.requests.map { $0.header("last-event-id") } == [nil, "41"])
        }
    }

    @Test func startsAfterTheSequenceThatItIsGiven() async throws {
        try await follow([.events([WireSamples.live(9)], thenClose: false)], after: 7, take: 2) { events, server in
            #expect(events == [.connecting, .live])
            #expect(server.requests.first?.header("last-event-id") == "7")
        }
    }

    @Test func eventsSplitAnywhereOnTheWireArrive() async throws {
        let job = WireSamples.job(.succeeded)
        let text = try WireSamples.live(1) + ": heartbeat\n\n" + WireSamples.event(2, job)
        let pieces = stride(from: 0, to: text.utf8.count, by: 7).map { start in
            String(decoding: Array(text.utf8).dropFirst(start).prefix(7), as: UTF8.self)
        }
        try await follow([.events(pieces, thenClose: false)], take: 3) { events, _ in
            #expect(events == [.connecting, .live, .job(sequence: 2, job)])
        }
    }

    @Test func everyKindOfBadStreamIsReportedAndTriedAgain() async throws {
        let answers: [ScriptedAnswer] = try [
            .error(.storeUnavailable, "shutting down"),
            .body(Array("<html>".utf8), type: "text/html"),
            .events(["id: 3\nevent: job\ndata: nonsense\n\n"], thenClose: false),
            .events([": silent from here\n\n"], thenClose: false),
            .events([WireSamples.live(3)], thenClose: false),
        ]
        try await follow(answers, after: 2, take: 10, timeouts: ClientTimeouts(read: .milliseconds(100))) {
            events, server in
            #expect(events.count == 10)
            #expect(isDisconnected(events[1], .refused(status: 503, code: "STORE_UNAVAILABLE")))
            #expect(isDisconnected(events[3], .badAnswer))
            #expect(isDisconnected(events[5], .badAnswer))
            #expect(isDisconnected(events[7], .unreachable))
            #expect(events[9] == .live)
            #expect(server.requests.map { $0.header("last-event-id") } == ["2", "2", "2", "3", "3"])
        }
    }

    /// A stopped process keeps its connections and even takes new ones, but says nothing any more.
    @Test func silenceIsNoticedWhereverItBegins() async throws {
        let answers: [ScriptedAnswer] = [
            .events([WireSamples.live(3)], thenClose: false),
            ScriptedAnswer(steps: [.pause(.seconds(3_600))]),
            .raw("HTTP/1.1 503 Busy\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{"),
            .events([WireSamples.live(3)], thenClose: false),
        ]
        let timeouts = ClientTimeouts(answer: .milliseconds(900), read: .milliseconds(600))
        try await follow(answers, take: 9, timeouts: timeouts) { events, server in
            let errors = events.compactMap { if case .disconnected(let error, _) = $0 { error } else { nil } }
            #expect(events[1] == .live)
            #expect(
                errors == [
                    ClientError(.unreachable, "\(server.address) is not answering since 0.6 s."),
                    ClientError(.unreachable, "\(server.address) did not answer within 0.9 s."),
                    ClientError(.unreachable, "\(server.address) did not answer within 0.9 s."),
                ])
            #expect(events.last == .live)
        }
    }

    @Test func heartbeatsKeepAQuietStreamOpen() async throws {
        var quiet = ScriptedAnswer.events([WireSamples.live(3)], thenClose: false)
        for _ in 0..<12 { quiet.steps += [.pause(.milliseconds(100)), .send(Array("3\r\n:\n\n\r\n".utf8))] }
        quiet.steps.append(.send(Array("0\r\n\r\n".utf8)))
        try await follow([quiet], take: 3, timeouts: ClientTimeouts(read: .seconds(1))) { events, server in
            guard case .disconnected(let error, _) = events[2] else { return #expect(Bool(false), "\(events)") }
            #expect(error.message == "\(server.address) ended the connection.")
        }
    }

    @Test func aServiceThatIsNotThereYetIsFoundLater() async throws {
        let folder = try TemporaryFolder("late")
        let path = folder.file("s").path
        let client = HTTPServiceClient(
            try ServiceAddress("unix:\(path)"), backoff: Backoff(shortest: 0.01, longest: 0.02))
        var events = client.follow(after: nil).makeAsyncIterator()
        #expect(await events.next() == .connecting)
        #expect(isDisconnected(try #require(await events.next()), .unreachable))
        try await ScriptedServer.run([.events([WireSamples.live(1)], thenClose: false)], socketPath: path) { _ in
            while let event = await events.next(), event != .live {}
        }
        await client.shutdown()
        var rest = 0
        while await events.next() != nil { rest += 1 }
        #expect(rest <= 3, "the follower goes on after the client was shut down")
    }

    @Test func endsWithItsTask() async throws {
        try await ScriptedServer.run([.events([WireSamples.live(1)], thenClose: false)]) { server in
            await HTTPServiceClient.withClient(server.address) { client in
                let ended = await withTaskGroup(of: Bool.self) { group in
                    let (live, signal) = AsyncStream.makeStream(of: Void.self)
                    group.addTask {
                        for await event in client.follow(after: nil) where event == .live { signal.yield() }
                        return true
                    }
                    for await _ in live { break }
                    group.cancelAll()
                    return await group.next() ?? false
                }
                #expect(ended)
            }
        }
    }

    /// A consumer that does not ask stops the service's writes: what is in flight is bounded by the sockets' buffers.
    @Test func aSlowConsumerSlowsTheConnectionAndLosesNothing() async throws {
        let folder = try TemporaryFolder("slow")
        let events = 150
        var job = WireSamples.job()
        job.image.name = String(repeating: "x", count: 16_000)
        let pieces = try (1...events).map { try WireSamples.event(Int64($0), job) }
        let total = pieces.reduce(0) { $0 + $1.utf8.count }
        try await ScriptedServer.run(
            [.events([WireSamples.live(0)] + pieces, thenClose: false)], socketPath: folder.file("s").path
        ) { server in
            await HTTPServiceClient.withClient(server.address) { client in
                var iterator = client.follow(after: nil).makeAsyncIterator()
                #expect(await iterator.next() == .connecting)
                #expect(await iterator.next() == .live)
                #expect(await iterator.next() == .job(sequence: 1, job))
                let stalled = await Deadline.stable { server.sentBytes }
                #expect(stalled < total / 2, "\(stalled) of \(total) bytes were sent to a consumer that reads nothing")
                var next: Int64 = 2
                while next <= events, let event = await iterator.next() {
                    guard case .job(next, _) = event else {
                        Issue.record("expected \(next), got \(String(describing: event).prefix(200))")
                        return
                    }
                    next += 1
                }
                #expect(next == Int64(events) + 1)
            }
        }
    }
}
