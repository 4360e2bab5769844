import API
import Client
import Foundation
import Logging
import NIOPosix
import TestSupport
import Testing

@testable import TUI

/// Copying, exporting, reviewing and comparing with real files, a terminal and a service in memory.
@Suite("Results, carried out", .timeLimit(.minutes(1)))
struct ResultsRunTests {
    private let terminal = ScriptedTerminal(rows: 40, columns: 120)
    private let service = MemoryService()
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder("results")
        for name in ["a", "b"] { try Data("JPEG \(name)".utf8).write(to: folder.file("\(name).jpg")) }
    }

    private var journal: URL { folder.file("reviews.jsonl") }

    private func run(_ body: () async throws -> Void) async throws {
        let dashboard = Dashboard(
            terminal: terminal, client: service, decoder: StripedPictures(), renderer: StripedPictures(),
            startFolder: folder.url.path, serviceName: "embedded", logPath: "/dev/null", journal: journal.path,
            log: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await dashboard.run() }
            try await body()
            terminal.press(.control("c"))
            try await group.waitForAll()
        }
    }

    private func export(as letter: String, to name: String) {
        terminal.type("e\(letter)")
        terminal.press(.control("u"))
        terminal.type(name)
        terminal.press(.enter)
    }

    @Test("What is copied reaches the terminal as it is")
    func copy() async throws {
        let job = Fixtures.judged(1, "one.jpg", margin: 0.5)
        service.store(job)
        try await run {
            await terminal.see("one.jpg", "● live")
            terminal.press(.tab)
            terminal.type("yt")
            await terminal.see("Copied one.jpg as text")
            #expect(terminal.copied == [ResultText.of([job], as: .text)])
        }
    }

    @Test("1,234 jobs in every format: page by page, all of them, once each")
    func export() async throws {
        for number in 1...1234 { service.store(Fixtures.judged(number, "n-\(number).jpg", margin: 0.1)) }
        try await run {
            await terminal.see("n-1234.jpg", "● live")
            terminal.press(.tab)
            for (letter, name) in [("c", "all.csv"), ("J", "all.json"), ("l", "all.jsonl")] {
                export(as: letter, to: name)
                await terminal.see("1,234 records", name)
                terminal.press(.escape)
                await terminal.see("n-1234.jpg")
            }
        }
        let ids = Set((1...1234).map { Fixtures.id($0) })
        let csv = try #require(ReadCSV.records(try String(contentsOf: folder.file("all.csv"), encoding: .utf8)))
        #expect(csv.count == 1235 && Set(csv.dropFirst().map { $0[0] }) == ids)
        let array = try WireCoding.decoder().decode([Job].self, from: Data(contentsOf: folder.file("all.json")))
        #expect(array.count == 1234 && Set(array.map(\.id)) == ids)
        let lines = try String(contentsOf: folder.file("all.jsonl"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1234)
        #expect(Set(service.queries.compactMap(\.cursor)).count >= 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.hasSuffix(".part") })
    }

    @Test("A filter that matches nothing gives an empty table, and an empty array")
    func emptyExport() async throws {
        let threads = ExportRequest(
            number: 1, subject: .jobs(.filter("nothing", count: nil)), format: .json,
            path: RawPath(folder.file("e").path))
        let (mailbox, runner, pool) = try runner()
        defer { pool.shutdownGracefully { _ in } }
        await runner.export(threads)
        guard case .results(.exportEnded(1, .success(let summary))) = await mailbox.next()?.last else {
            Issue.record("the export did not end well")
            return
        }
        #expect(summary.written == 0)
        #expect(try String(contentsOf: folder.file("e"), encoding: .utf8) == "[]\n")
    }

    @Test("An export that is cancelled leaves nothing")
    func cancelled() async throws {
        for number in 1...1234 { service.store(Fixtures.judged(number, "n-\(number).jpg", margin: 0.1)) }
        let (_, runner, pool) = try runner()
        defer { pool.shutdownGracefully { _ in } }
        let request = ExportRequest(
            number: 1, subject: .jobs(.filter("", count: nil)), format: .csv, path: RawPath(folder.file("x.csv").path))
        let task = Task { await runner.export(request) }
        task.cancel()
        await task.value
        let isGone = await Deadline.poll {
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)
            return names?.contains { $0.contains("x.csv") } == false
        }
        #expect(isGone)
    }

    @Test("A review is on disk, and goes on in the next dashboard")
    func review() async throws {
        for number in 1...3 { service.store(Fixtures.judged(number, "n-\(number).jpg", margin: Double(number) / 10)) }
        try await run {
            await terminal.see("n-3.jpg", "● live")
            terminal.press(.tab)
            terminal.type("V")
            await terminal.see("0 of 3, 0 corrected", "n-1.jpg")
            terminal.type("2")
            await terminal.see("1 of 3, 1 corrected", "n-2.jpg")
        }
        let contents = try ReviewJournal.read(journal.path)
        #expect(contents.judgements.map(\.label) == ["Egyptian cat"])
        #expect(contents.judgements.map(\.image) == ["n-1.jpg"])
    }

    @Test("Two models: known results are used, missing ones submitted with the right model")
    func compare() async throws {
        let bytes = [1, 2].map { Fixtures.judged($0, "n-\($0).jpg", margin: 0.5) }
        var other = Fixtures.judged(7, "renamed.jpg", margin: 0.2, model: "tiny-resnet-64@1")
        other.image.sha256 = bytes[0].image.sha256
        other.prediction?[0].label = "lynx"
        for job in bytes + [other] { service.store(job) }
        let (mailbox, runner, pool) = try runner()
        defer { pool.shutdownGracefully { _ in } }
        let models = ModelPair(a: "mobilenet-v2@1", b: "tiny-resnet-64@1")
        let request = ComparisonRequest(number: 1, models: models, pictures: .jobs(.filter("n-", count: nil)))
        await runner.perform(.gatherComparison(request))
        let messages = await mailbox.next() ?? []
        guard case .results(.comparisonFound(1, .success(let found))) = messages.last else {
            Issue.record("nothing was gathered: \(messages)")
            return
        }
        #expect(found.pictures.map(\.name) == ["n-2.jpg", "n-1.jpg"])
        #expect(found.pictures.map(\.b.label) == [nil, "lynx"])
        var state = ComparisonState(request: request)
        state.take(found.pictures, unreadable: 0)
        #expect(state.missing.map(\.name) == ["n-2.jpg"])
        await runner.perform(.submitMissing(number: 1, state.missing))
        #expect(service.submitted.map(\.model) == ["tiny-resnet-64@1"])
        guard case .bytes(let data) = service.submitted.first?.source else {
            Issue.record("the job's own picture was not sent")
            return
        }
        #expect(data == Data("image of \(bytes[1].id)".utf8))
    }

    @Test("Marked files are told by their bytes")
    func compareFiles() async throws {
        let (mailbox, runner, pool) = try runner()
        defer { pool.shutdownGracefully { _ in } }
        var job = Fixtures.judged(7, "elsewhere.jpg", margin: 0.2)
        job.image.sha256 = ImageDigest.sha256(of: Data("JPEG b".utf8))
        service.store(job)
        let paths = ["a.jpg", "b.jpg", "gone.jpg"].map { RawPath(folder.file($0).path) }
        let models = ModelPair(a: "mobilenet-v2@1", b: "tiny-resnet-64@1")
        await runner.perform(
            .gatherComparison(ComparisonRequest(number: 1, models: models, pictures: .files(paths))))
        guard case .results(.comparisonFound(1, .success(let found))) = await mailbox.next()?.last else {
            Issue.record("nothing was gathered")
            return
        }
        #expect(found.unreadable == 1)
        #expect(found.pictures.map(\.name) == ["a.jpg", "b.jpg"])
        #expect(found.pictures.map(\.a.label) == [nil, "tabby, tabby cat"])
    }

    @Test("SHA-256 as the service writes it")
    func digest() {
        // FIPS 180-2, appendix B.1.
        #expect(
            ImageDigest.sha256(of: Data("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}

extension ResultsRunTests {
    fileprivate func runner() throws -> (Mailbox, ResultsRunner, NIOThreadPool) {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        let mailbox = Mailbox()
        let files = FileReader(threads: threads, decoder: StripedPictures())
        let runner = ResultsRunner(
            client: service, files: files, threads: threads, mailbox: MailboxDoor(mailbox), time: .system,
            journal: journal.path)
        return (mailbox, runner, threads)
    }
}
