import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
struct TerminalRestoreTests {
    @Test(arguments: ["TERM", "HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU"])
    func endsInOrder(signal: String) async throws {
        let run = try await ProbeRun()
        try await run.drawn()
        try Self.send(signal, to: run)
        try await run.session.waitFor("probe ended")
        #expect(run.events.last == "terminate")
        try await run.expectRestored(exitStatus: 0)
    }

    /// Signals as the shell counts them: 128 and the number.
    @Test(
        arguments: [("trap", 132), ("abort", 134), ("fault", 139), ("exit", 3)])
    func crashGivesTheTerminalBack(crash: String, status: Int) async throws {
        let run = try await ProbeRun(settings: "SWIFT_BACKTRACE=enable=no", crash: crash)
        try await run.drawn()
        let recording = run.folder.file("bytes")
        try run.session.record(to: recording)
        try run.session.type("C")
        try await run.session.waitUntil("the shell is back") { _ in try run.session.value(of: "#{alternate_on}") == "0"
        }
        try await run.session.waitFor("\n$")
        try await run.expectRestored(exitStatus: status)
        let bytes = try String(decoding: Data(contentsOf: recording), as: UTF8.self)
        #expect(bytes.contains("\u{1B}[?2004l"))
    }

    @Test(arguments: ["SEGV", "BUS", "ILL", "TRAP", "ABRT", "FPE", "QUIT"])
    func deadlySignalGivesTheTerminalBack(signal: String) async throws {
        let run = try await ProbeRun(settings: "SWIFT_BACKTRACE=enable=no")
        try await run.drawn()
        try Self.send(signal, to: run)
        try await run.session.waitUntil("the shell is back") { _ in try run.session.value(of: "#{alternate_on}") == "0"
        }
        try await run.session.waitFor("\n$")
        try await run.expectRestored()
    }

    @Test func crashReportIsForTheTerminal() async throws {
        let run = try await ProbeRun(
            settings: "SWIFT_BACKTRACE=enable=yes,color=no,interactive=no", columns: 150, crash: "trap")
        try await run.drawn()
        try run.session.type("C")
        try await run.session.waitFor("Backtrace took", deadline: 60)
        try await run.expectRestored(exitStatus: 132)
    }

    @Test func suspendsAndComesBack() async throws {
        let run = try await ProbeRun()
        try await run.drawn()
        for round in 1...2 {
            try run.session.sendKeys("C-z")
            try await run.session.waitFor("Stopped")
            try await run.expectRestored()
            try run.session.type("fg")
            try run.session.sendKeys("Enter")
            try await run.session.waitFor("live 60x12")
            try await run.session.waitFor("last: control(\"z\")")
            #expect(run.events.count { $0.hasPrefix("resize") } == round + 1)
            let state = try run.session.value(of: "#{alternate_on} #{cursor_flag}")
            #expect(state == "1 0")
        }
        try run.session.paste("still bracketed")
        try await run.heard("paste(\"still bracketed\")")
        try run.session.type("q")
        try await run.session.waitFor("probe ended")
        try await run.expectRestored(exitStatus: 0)
    }

    @Test func drawsAgainAfterBeingStoppedFromOutside() async throws {
        let run = try await ProbeRun()
        try await run.drawn()
        try Self.send("STOP", to: run)
        try await run.session.waitFor("Stopped")
        // The terminal is as the probe had it: no line editing, and Enter is no line feed.
        try run.session.type("fg")
        try run.session.sendKeys("C-j")
        try await run.heard("resize", "drawn", "resize", "drawn")
        try await run.session.waitFor("top5 ▸ ● live 60x12")
        try run.session.type("x")
        try await run.heard("character(\"x\")")
        try run.session.type("q")
        try await run.session.waitFor("probe ended")
        try await run.expectRestored(exitStatus: 0)
    }

    @Test func leavesWhenTheTerminalIsClosed() async throws {
        let run = try await ProbeRun()
        try await run.drawn()
        let id = try Self.probeID(of: run)
        let events = run.folder.file("events")
        try run.session.sendKeys("x")
        try await run.drawn(2)
        // A second window keeps the server, and with it the session's `capture`, alive.
        try run.session.openWindow()
        try run.session.close()
        try await run.session.waitUntil("process \(id) has ended") { _ in
            guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return true }
            return status.contains("State:\tZ")
        }
        let heard = try String(contentsOf: events, encoding: .utf8)
        #expect(heard.contains("terminate"))
    }

    private static func send(_ signal: String, to run: ProbeRun) throws {
        let process = try Process.run(URL(filePath: "/bin/kill"), arguments: ["-\(signal)", "\(try probeID(of: run))"])
        process.waitUntilExit()
    }

    /// The foreground process of the shell in the window.
    private static func probeID(of run: ProbeRun) throws -> Int32 {
        let shell = try run.session.processID()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").compactMap { Int32($0) }.last)
    }
}
