import API
import Client
import Foundation
import TestSupport
import Testing

@Suite struct HTTPServiceClientTests {
    /// Runs `body` with a client of a server that plays these answers.
    private func with(
        _ answers: [ScriptedAnswer], socketPath: String? = nil, timeouts: ClientTimeouts = ClientTimeouts(),
        _ body: (HTTPServiceClient, ScriptedServer) async throws -> Void
    ) async throws {
        try await ScriptedServer.run(answers, socketPath: socketPath) { server in
            try await HTTPServiceClient.withClient(server.address, name: "ci-2", timeouts: timeouts) { client in
                try await body(client, server)
            }
        }
    }

    private func equal<Value: Equatable>(
        _ expected: Value, from answer: () async throws -> Value, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let value = try await answer()
        #expect(value == expected, sourceLocation: location)
    }

    @Test func asksEveryRouteAsTheAPISays() async throws {
        let job = WireSamples.job(.succeeded)
        let odd = WireSamples.job(.queued, id: "../a b")
        let list = JobList(jobs: [job], nextCursor: "n", total: 7)
        let limits = Limits(formats: ["jpeg"])
        let models = ModelList(models: [], hint: "more")
        let stats = ServiceStats(depth: ["queued": 3])
        let answers: [ScriptedAnswer] = try [
            .json(list), .json(job), .body([1, 2, 3], type: "image/jpeg"), .body([4], type: "image/jpeg"), .json(job),
            .json(odd, status: "202 Accepted"),
            .json(limits), .json(models), .json(stats),
        ]
        try await with(answers) { client, server in
            let query = JobListQuery(filter: "state:failed cat", limit: 9, cursor: "c+1")
            try await equal(list) { try await client.jobs(query) }
            try await equal(job) { try await client.job(job.id) }
            try await equal(Data([1, 2, 3])) { try await client.image(of: job.id) }
            try await equal(Data([4])) { try await client.preview(of: job.id, fit: 320) }
            try await equal(job) { try await client.cancel(job.id) }
            try await equal(odd) { try await client.retry(odd.id) }
            try await equal(limits) { try await client.limits() }
            try await equal(models) { try await client.models() }
            try await equal(stats) { try await client.stats() }
            #expect(
                server.requests.map(\.line) == [
                    "GET /v1/jobs?limit=9&q=state%3Afailed%20cat&cursor=c%2B1 HTTP/1.1",
                    "GET /v1/jobs/\(job.id) HTTP/1.1",
                    "GET /v1/jobs/\(job.id)/image HTTP/1.1",
                    "GET /v1/jobs/\(job.id)/image?fit=320 HTTP/1.1",
                    "POST /v1/jobs/\(job.id)/cancel HTTP/1.1",
                    "POST /v1/jobs/..%2Fa%20b/retry HTTP/1.1",
                    "GET /v1/limits HTTP/1.1",
                    "GET /v1/models HTTP/1.1",
                    "GET /v1/stats HTTP/1.1",
                ])
        }
    }

    @Test func speaksOverAUnixSocket() async throws {
        let folder = try TemporaryFolder("sock")
        let stats = ServiceStats(depth: ["queued": 1])
        try await with([.json(stats)], socketPath: folder.file("s").path) { client, server in
            try await equal(stats) { try await client.stats() }
            #expect(server.requests.map(\.line) == ["GET /v1/stats HTTP/1.1"])
        }
    }

    @Test(
        arguments: [
            ErrorCode.invalidFilter, .notFound, .conflict, .bodyTooLarge, .unsupportedImage, .queueFull, .internalError,
        ])
    func anErrorOfTheServiceKeepsItsStatusCodeAndMessage(code: ErrorCode) async throws {
        try await with([.error(code, "what happened; what to do")]) { client, _ in
            let expected = ClientError(
                .refused(status: code.httpStatus, code: code.rawValue), "what happened; what to do")
            await #expect(throws: expected) { try await client.job("x") }
        }
    }

    @Test func anotherJobThanTheOneAskedForIsNotTaken() async throws {
        let other = WireSamples.job(.cancelled, id: "01JD0000000000000000000002")
        try await with([.json(other), .json(other), .json(other, status: "202 Accepted")]) { client, _ in
            let message =
                "\(client.address) cannot be trusted: it answered with job \(other.id), not with \(WireSamples.id)."
            let expected = ClientError(.badAnswer, message)
            await #expect(throws: expected) { try await client.job(WireSamples.id) }
            await #expect(throws: expected) { try await client.cancel(WireSamples.id) }
            await #expect(throws: expected) { try await client.retry(WireSamples.id) }
        }
    }

    @Test func asksForTheWorkersAndForAnOrder() async throws {
        let workers = WorkerList(workers: [WorkerInfo(name: "embedded/1", done: 3, failed: 1)], isPaused: true)
        let list = JobList(jobs: [], nextCursor: nil, total: 0)
        try await with([.json(workers), .json(list)]) { client, server in
            try await equal(workers) { try await client.workers() }
            try await equal(list) { try await client.jobs(JobListQuery(sort: "-finished", limit: 5)) }
            #expect(server.requests.first?.line == "GET /v1/workers HTTP/1.1")
            #expect(server.requests.last?.line.contains("sort=-finished") == true)
        }
    }

    @Test func codesOfALaterVersionAreKept() async throws {
        let answer = ScriptedAnswer.body(
            Array(#"{"error":{"code":"OUT_OF_TEA","message":"none left","later":[1]}}"#.utf8), status: "418 Teapot")
        try await with([answer]) { client, _ in
            await #expect(throws: ClientError(.refused(status: 418, code: "OUT_OF_TEA"), "none left")) {
                try await client.stats()
            }
        }
    }

    @Test func escapeSequencesOfAServiceDoNotReachTheMessage() async throws {
        try await with([.error(.notFound, "no \u{1B}[2Jjob\r\n\u{9B}31m here\u{202E}")]) { client, _ in
            await #expect(throws: ClientError(.refused(status: 404, code: "NOT_FOUND"), "no  [2Jjob   31m here ")) {
                try await client.job("x")
            }
        }
    }

    @Test(
        arguments: [
            ScriptedAnswer.body(Array("<html>nginx</html>".utf8), status: "502 Bad Gateway", type: "text/html"),
            .body([], status: "404 Not Found", type: "text/plain"),
            .body(Array(#"{"error":"No image"}"#.utf8), status: "400 Bad Request"),
            .body(Array("<html>hello</html>".utf8), type: "text/html"),
            .body(Array(#"{"jobs": 7}"#.utf8)),
            .body([]),
            .raw("220 smtp.example.com ESMTP ready\r\n\r\n", thenClose: true),
            .raw("HTTP/1.1 302 Found\r\nlocation: http://elsewhere/\r\ncontent-length: 0\r\n\r\n"),
        ])
    func whatIsNoAnswerOfTheAPIIsNamedAsSuch(answer: ScriptedAnswer) async throws {
        try await with([answer]) { client, server in
            let error = await #expect(throws: ClientError.self) { try await client.jobs(JobListQuery()) }
            #expect(error?.kind == .badAnswer)
            #expect(error?.message.contains(server.address.description) == true)
            #expect(error?.message.contains("top5 service") == true || error?.message.contains("elsewhere") == true)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aConnectionCutInTheMiddleOfABodyIsUnreachable() async throws {
        let answer = ScriptedAnswer.raw(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"jobs\":",
            thenClose: true)
        try await with([answer]) { client, server in
            let error = await #expect(throws: ClientError.self) { try await client.jobs(JobListQuery()) }
            #expect(error == ClientError(.unreachable, "\(server.address) ended the connection."))
            #expect(error?.description.contains("GET /v1/jobs") == true)
        }
    }

    @Test func aQuestionIsRepeatedOnceWhenTheConnectionWasClosed() async throws {
        let stats = ServiceStats(depth: [:])
        try await with([ScriptedAnswer(steps: [.close]), .json(stats)]) { client, server in
            try await equal(stats) { try await client.stats() }
            #expect(server.requests.count == 2)
        }
    }

    @Test func anActionIsNotRepeated() async throws {
        try await with([ScriptedAnswer(steps: [.close]), .json(WireSamples.job())]) { client, server in
            let error = await #expect(throws: ClientError.self) { try await client.cancel("x") }
            #expect(error?.kind == .unreachable)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aServiceThatDoesNotAnswerInTimeIsUnreachable() async throws {
        let silent = ScriptedAnswer(steps: [.pause(.seconds(3_600))])
        // No other limit may be the first to be noticed on a busy machine.
        let timeouts = ClientTimeouts(answer: .milliseconds(50), read: .seconds(600))
        try await with([silent], timeouts: timeouts) { client, server in
            let error = await #expect(throws: ClientError.self) { try await client.stats() }
            #expect(error?.kind == .unreachable)
            #expect(error?.message == "\(server.address) did not answer within 0.05 s.")
        }
    }

    @Test func aSlowHeadIsWaitedFor() async throws {
        let stats = try WireCoding.encoder().encode(ServiceStats(depth: ["failed": 2]))
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(stats.count)\r\n\r\n"
        let steps = Array(head.utf8).flatMap { [ScriptedAnswer.Step.send([$0]), .pause(.milliseconds(1))] }
        try await with([ScriptedAnswer(steps: steps + [.send(Array(stats))])]) { client, _ in
            let answer = try await client.stats()
            #expect(answer.count(.failed) == 2)
        }
    }

    @Test func aBodyThatStopsIsUnreachableAfterTheReadTimeout() async throws {
        let answer = ScriptedAnswer.raw("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{")
        try await with([answer], timeouts: ClientTimeouts(read: .milliseconds(50))) { client, server in
            let error = await #expect(throws: ClientError.self) { try await client.stats() }
            #expect(error?.kind == .unreachable)
            #expect(error?.message == "\(server.address) is not answering since 0.05 s.")
        }
    }

    @Test func nothingListeningSaysHowToStartAService() async throws {
        let address = try ScriptedServer.deadAddress()
        await HTTPServiceClient.withClient(address) { client in
            let error = await #expect(throws: ClientError.self) { try await client.stats() }
            #expect(error?.kind == .unreachable)
            #expect(error?.message.contains("top5 serve --listen 127.0.0.1:") == true)
        }
    }

    @Test func noSocketAndNoHostAreUnreachable() async throws {
        let folder = try TemporaryFolder("sock")
        for text in ["unix:\(folder.file("none").path)", "http://no-such-host.invalid:1"] {
            try await HTTPServiceClient.withClient(ServiceAddress(text)) { client in
                let error = await #expect(throws: ClientError.self) { try await client.stats() }
                #expect(error?.kind == .unreachable)
                #expect(error?.message.contains(text) == true, "\(error?.message ?? "")")
            }
        }
    }

    @Test func aCancelledTaskIsCancelled() async throws {
        try await with([ScriptedAnswer(steps: [.pause(.seconds(3_600))])]) { client, server in
            let kind = await withTaskGroup(of: ClientError.Kind?.self) { group in
                group.addTask {
                    do throws(ClientError) {
                        _ = try await client.stats()
                        return nil
                    } catch {
                        return error.kind
                    }
                }
                await Deadline.poll { server.requests.count == 1 }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(kind == .cancelled)
        }
    }

    @Test func aClientThatWasShutDownSaysSo() async throws {
        let client = HTTPServiceClient(try ServiceAddress("http://127.0.0.1:9"))
        await client.shutdown()
        await client.shutdown()
        let error = await #expect(throws: ClientError.self) { try await client.stats() }
        #expect(error?.kind == .cancelled)
    }
}
