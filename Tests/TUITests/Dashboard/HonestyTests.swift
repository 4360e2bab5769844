import API
import Client
import Foundation
import Logging
import TestSupport
import Testing

@testable import TUI

/// The dashboard over the real client, against a service that restarts, lies, or says nothing: each is said in words.
@Suite("A service that can't be trusted", .timeLimit(.minutes(1)))
struct HonestyTests {
    private let terminal = ScriptedTerminal(rows: 24, columns: 140)
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("honesty") }

    private static func json(_ value: some Encodable) -> LooseService.Reply {
        guard let data = try? WireCoding.encoder().encode(value) else { return .status(500) }
        return .json(String(decoding: data, as: UTF8.self))
    }

    private static func stats(uptime: Double) -> ServiceStats {
        var stats = Fixtures.stats
        stats.uptimeSeconds = uptime
        return stats
    }

    /// As a good service answers, with an event stream that begins at a place.
    private static func good(_ line: String, live: Int, uptime: Double = 3600, jobs: [Job] = []) -> LooseService.Reply {
        switch line.split(separator: " ").dropFirst().first.map({ $0.prefix { $0 != "?" } }) {
        case "/v1/events": .events("event: live\nid: \(live)\ndata: {}\n\n")
        case "/v1/stats": json(stats(uptime: uptime))
        case "/v1/limits": json(Limits(formats: ["jpeg"]))
        case "/v1/models": json(ModelList(models: [Fixtures.model]))
        case "/v1/jobs": json(JobList(jobs: jobs, nextCursor: nil, total: jobs.count))
        case "/v1/workers": json(StatsScreenTests.workers)
        default: .status(404)
        }
    }

    private func run(
        _ service: LooseService, read: Duration = .seconds(30), _ body: () async throws -> Void
    ) async throws {
        try service.start()
        let address = try ServiceAddress("unix:\(service.path)")
        let timeouts = ClientTimeouts(
            connect: .seconds(2), answer: .seconds(20), read: read, write: .seconds(2), uploadAnswer: .seconds(2))
        try await HTTPServiceClient.withClient(address, timeouts: timeouts) { client in
            let dashboard = Dashboard(
                terminal: terminal, client: client, decoder: StripedPictures(), renderer: StripedPictures(),
                startFolder: folder.url.path, serviceName: "remote", logPath: "/dev/null", log: Logger(label: "test"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await dashboard.run() }
                try await body()
                terminal.press(.control("c"))
                try await group.waitForAll()
            }
        }
        service.stop()
    }

    private func event(_ sequence: Int, _ job: Job) throws -> String {
        let data = String(decoding: try WireCoding.encoder().encode(job), as: UTF8.self)
        return "event: job\nid: \(sequence)\ndata: \(data)\n\n"
    }

    private func socket(_ name: String) -> String { folder.file(name).path }

    @Test("It restarts: the loss, the resumption, what was missed and the restart are said")
    func restarts() async throws {
        let service = LooseService(at: socket("s")) { Self.good($0, live: 7, uptime: 5000) }
        let missed =
            try event(8, Fixtures.job(1, "a.jpg", .succeeded, revision: 4))
            + event(
                9, Fixtures.job(2, "b.jpg", .failed, revision: 4))
        try await run(service) {
            await terminal.see("● live", "done 0")
            service.stop()
            service.answer { line in
                line.contains("/v1/events")
                    ? .events("\(missed)event: live\nid: 9\ndata: {}\n\n") : Self.good(line, live: 9, uptime: 2)
            }
            await terminal.see("reconnecting")
            try service.start()
            await terminal.see("2 jobs changed: 1 done, 1 failed", "The service was restarted 2 s ago")
            #expect(service.requests.contains { $0.contains("/v1/events") })
        }
    }

    @Test("It has another store: the list begins anew")
    func anotherStore() async throws {
        let service = LooseService(at: socket("s")) {
            Self.good($0, live: 70, jobs: [Fixtures.job(1, "before.jpg", .succeeded, revision: 3)])
        }
        try await run(service) {
            await terminal.see("● live", "before.jpg")
            service.stop()
            service.answer { Self.good($0, live: 2, jobs: [Fixtures.job(2, "after.jpg", .succeeded, revision: 3)]) }
            try service.start()
            let frame = await terminal.see("● live", "after.jpg")
            #expect(!frame.text().contains("before.jpg"))
            terminal.type("3")
            await terminal.see("another store than before")
        }
    }

    @Test("Its figures are no JSON")
    func noJSON() async throws {
        let service = LooseService(at: socket("s")) { line in
            line.contains("/v1/stats") ? .json("{\"depth\": 12") : Self.good(line, live: 7)
        }
        try await run(service) {
            await terminal.see("● live", "No figures:", "an answer that cannot be read")
        }
    }

    @Test("An event is no job")
    func noJob() async throws {
        let service = LooseService(at: socket("s")) { Self.good($0, live: 7) }
        try await run(service) {
            await terminal.see("● live")
            service.publish("event: job\nid: 8\ndata: {\"job_id\": 17}\n\n")
            await terminal.see("sent what cannot be read")
        }
    }

    @Test("It answers with another job than the one that was asked for")
    func wrongJob() async throws {
        // Its clock runs on: one that stands still is that of a restarted service, which is said over everything else.
        let start = ContinuousClock.now
        let service = LooseService(at: socket("s")) { line in
            line.contains("/cancel")
                ? Self.json(Fixtures.job(9, "other.jpg", .cancelled, revision: 9))
                : Self.good(
                    line, live: 7, uptime: 3600 + (ContinuousClock.now - start) / .seconds(1),
                    jobs: [Fixtures.job(1, "mine.jpg")])
        }
        try await run(service) {
            await terminal.see("● live", "mine.jpg")
            terminal.press(.tab)
            terminal.type("x")
            // After the ten seconds in which it can be taken back.
            let frame = await terminal.see("cannot be trusted: it answered with job")
            #expect(!frame.text().contains("other.jpg"))
        }
    }

    @Test("It says nothing any more: that is noticed, and tried again")
    func silence() async throws {
        let service = LooseService(at: socket("s")) { Self.good($0, live: 7) }
        try await run(service, read: .seconds(1)) {
            await terminal.see("is not answering since 1 s")
        }
    }

    @Test("It takes its time with an answer: it is called slow until it has come")
    func slow() async throws {
        let service = LooseService(at: socket("s")) { line in
            line.contains("/v1/stats") ? .silence : Self.good(line, live: 7)
        }
        try await run(service) {
            await terminal.see("slow, no answer for 3 s")
        }
    }

    @Test("Nobody is there")
    func down() async throws {
        let service = LooseService(at: socket("s")) { Self.good($0, live: 7) }
        try await run(service) {
            await terminal.see("● live")
            service.stop()
            await terminal.see("reconnecting")
            terminal.type("3")
            await terminal.see("connection lost")
        }
    }
}
