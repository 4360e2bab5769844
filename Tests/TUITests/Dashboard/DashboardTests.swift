import API
import Client
import Foundation
import Glibc
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import TUI

/// The whole dashboard on real files, with a terminal and a service in memory.
@Suite("The dashboard", .timeLimit(.minutes(1)))
struct DashboardTests {
    private let terminal = ScriptedTerminal(rows: 40, columns: 120)
    private let service = MemoryService()
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder("dashboard")
        try FileManager.default.createDirectory(at: folder.file("sub"), withIntermediateDirectories: false)
        for name in ["a", "b", "torn"] { try Data("JPEG \(name)".utf8).write(to: folder.file("\(name).jpg")) }
        try Data("text".utf8).write(to: folder.file("notes.txt"))
    }

    private func dashboard(_ time: TimeSource = .system) -> Dashboard {
        Dashboard(
            terminal: terminal, client: service, decoder: StripedPictures(), renderer: StripedPictures(),
            startFolder: folder.url.path, serviceName: "embedded", logPath: "/dev/null", log: Logger(label: "test"),
            time: time)
    }

    /// Runs the dashboard until the test has seen enough, then quits if the test has not.
    private func run(_ body: () async throws -> Void) async throws {
        let dashboard = dashboard()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await dashboard.run() }
            try await body()
            terminal.press(.control("c"))
            try await group.waitForAll()
        }
        #expect(!terminal.isRunning)
    }

    @Test("Pick two files, submit them, see both succeed")
    func submit() async throws {
        try await run {
            await terminal.see("a.jpg", "● live", "mobilenet-v2@1", "aaaaaaaa", "20×10 JPEG")
            terminal.type("  ")
            await terminal.see("2 marked")
            terminal.type("s")
            await terminal.see("2 images sent", "… queued")
            service.finishAll()
            let frame = await terminal.see("✓ succeeded", "done 2")
            #expect(frame.text().split(separator: "\n").count { $0.contains("tabby 0.641") } >= 2)
            #expect(service.submitted.map(\.name).sorted() == ["a.jpg", "b.jpg"])
        }
    }

    @Test("A refused file keeps its reason while the others go on")
    func refused() async throws {
        service.refuse(
            "notes.txt", ClientError(.refused(status: 415, code: "UNSUPPORTED_IMAGE"), "This is a text file."))
        try await run {
            await terminal.see("a.jpg", "● live", "4 B —")
            terminal.press(.end, .up)
            terminal.type("s")
            await terminal.see("✗ notes.txt: UNSUPPORTED_IMAGE")
            terminal.press(.home, .down, .down)
            terminal.type("s")
            await terminal.see("a.jpg", "… queued")
            terminal.press(.end, .up)
            await terminal.see("UNSUPPORTED_IMAGE", "This is a text file.")
        }
    }

    @Test("The picture of a torn file says why there is none; a job's picture comes from the service")
    func previews() async throws {
        service.store(Fixtures.job(1, "remote.jpg", .succeeded))
        try await run {
            await terminal.see("torn.jpg", "remote.jpg")
            terminal.press(.end)
            await terminal.see("The picture is torn.")
            terminal.press(.tab)
            await terminal.see("Preview  remote.jpg", "1111")
        }
    }

    @Test("A filter is followed over pages on which nothing was found yet")
    func lateMatches() async throws {
        service.store(Fixtures.job(1, "remote.jpg"))
        service.store(Fixtures.job(2, "other.jpg"))
        service.findsLate(pages: 3)
        try await run {
            await terminal.see("remote.jpg", "other.jpg", "● live")
            terminal.press(.tab)
            terminal.type("/remote")
            terminal.press(.enter)
            await terminal.see("remote.jpg", "1 of 1")
            #expect(service.queries.compactMap(\.cursor).suffix(3) == ["-2", "-1", "0"])
        }
    }

    @Test("Cancel and retry reach the service")
    func acting() async throws {
        service.store(Fixtures.job(1, "remote.jpg"))
        try await run {
            await terminal.see("remote.jpg", "… queued")
            terminal.press(.tab)
            terminal.type("x")
            await terminal.see("⊘ cancelled")
            terminal.type("r")
            await terminal.see("is in the queue again", "… queued")
        }
    }

    @Test("A still screen is not drawn again; Ctrl-L redraws")
    func still() async throws {
        try await run {
            await terminal.see("a.jpg", "● live", "aaaaaaaa", "No jobs yet")
            terminal.press(.escape, .escape, .escape, .control("l"))
            terminal.type("?")
            await terminal.see("Help")
            let before = terminal.frameCount
            terminal.press(.up, .up, .up, .control("l"))
            terminal.press(.escape)
            await terminal.see("a.jpg")
            #expect(terminal.frameCount - before <= 2)
            #expect(terminal.redraws == 2)
        }
    }

    @Test("A folder that can't be listed is a message; h leads out again")
    func unreadableFolder() async throws {
        try await run {
            await terminal.see("sub/", "● live")
            try FileManager.default.removeItem(at: folder.file("sub"))
            terminal.press(.home, .down, .enter)
            await terminal.see("is gone")
            terminal.type("h")
            await terminal.see("a.jpg")
        }
    }

    @Test("Graceful shutdown and SIGTERM end the dashboard, and the terminal is given back")
    func shutdown() async throws {
        let group = ServiceGroup(services: [dashboard()], logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await terminal.see("a.jpg")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(!terminal.isRunning)
    }

    @Test("A dead terminal ends the dashboard")
    func terminated() async throws {
        let dashboard = dashboard()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await dashboard.run() }
            await terminal.see("a.jpg")
            terminal.send(.terminate)
            try await group.waitForAll()
        }
        #expect(!terminal.isRunning)
    }

    @Test("A name that is no UTF-8 is previewed, and sent as bytes")
    func invalidName() async throws {
        let path = RawPath(folder.url.path).appending([0x30, 0xFF, 0x2E, 0x6A, 0x70, 0x67])
        let descriptor = open(path.bytes.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600)
        #expect(write(descriptor, "JPEG z", 6) == 6)
        close(descriptor)
        try await run {
            await terminal.see("● live", "Preview  0\u{FFFD}.jpg", "zzzz")
            terminal.type("s")
            await terminal.see("1 image sent")
            let upload = try #require(service.submitted.first)
            guard case .bytes(let data) = upload.source else {
                Issue.record("sent as \(upload.source)")
                return
            }
            #expect(data == Data("JPEG z".utf8))
            #expect(upload.name == "0\u{FFFD}.jpg")
        }
    }
}
