import Foundation
import TestSupport
import Testing

extension InARealTerminal {
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
    struct CrashTests {
        /// Swift's own crash handler is there as well, and would start a dialogue.
        private static let settings = "SWIFT_BACKTRACE=enable=yes,interactive=yes,timeout=30s"

        /// Signals as the shell counts them: 128 and the number.
        @Test(arguments: [("trap", "SIGILL", 132), ("abort", "SIGABRT", 134), ("fault", "SIGSEGV", 139)])
        func leavesALineAndATrace(crash: String, signal: String, status: Int) async throws {
            let run = try await ProbeRun(settings: Self.settings, columns: 150, crash: crash)
            try await run.drawn()
            let recording = run.folder.file("bytes")
            try run.session.record(to: recording)
            try run.session.type("C")
            try await Self.expectEnd(of: run, by: signal, status: status)
            let bytes = try String(decoding: Data(contentsOf: recording), as: UTF8.self)
            #expect(bytes.contains("\u{1B}[?2004l"))
        }

        @Test(
            arguments: [
                ("SEGV", 139), ("BUS", 135), ("ILL", 132), ("TRAP", 133), ("ABRT", 134), ("FPE", 136), ("SYS", 159),
            ])
        func endsByASignalFromOutside(signal: String, status: Int) async throws {
            let run = try await ProbeRun(settings: Self.settings, columns: 150)
            try await run.drawn()
            try run.send(signal)
            try await Self.expectEnd(of: run, by: "SIG\(signal)", status: status)
        }

        /// Ending takes a while, and holds the service's locks.
        @Test func endsAtOnceAlsoAfterTheTerminalIsGivenBack() async throws {
            let run = try await ProbeRun(settings: Self.settings, columns: 150, crash: "late")
            try await run.drawn()
            try run.session.type("q")
            try await Self.expectEnd(of: run, by: "SIGABRT", status: 134)
        }

        @Test(arguments: 1...6)
        func nobodyDrawsOnTheTerminalGivenBack(round: Int) async throws {
            let run = try await ProbeRun("storm", settings: Self.settings, columns: 150)
            try await run.drawn()
            try run.session.type("B")
            try await run.drawn(20 * round)
            try run.send("SEGV")
            try await Self.expectEnd(of: run, by: "SIGSEGV", status: 139)
            let screen = try run.session.capture()
            #expect(!screen.contains("▀") && !screen.contains("steady"), "\(screen)")
        }

        @Test func saysSoWithoutALog() async throws {
            let run = try await ProbeRun(settings: "mkdir log;")
            try await run.drawn()
            try run.send("BUS")
            try await run.session.waitFor("top5 crashed (SIGBUS); there was no log")
            try await run.expectRestored(exitStatus: 135)
        }

        private static func expectEnd(of run: ProbeRun, by signal: String, status: Int) async throws {
            let line = "top5 crashed (\(signal)); the trace is in \(run.folder.file("log").path)"
            let screen = try await run.session.waitUntil("the shell is back") { $0.contains("\n$") }
            #expect(screen.split(separator: "\n").count { $0 == line } == 1, "\(screen)")
            #expect(!screen.contains("Backtrace") && !screen.contains("Press"), "\(screen)")
            try await run.expectRestored(exitStatus: status)
            let log = try String(contentsOf: run.folder.file("log"), encoding: .utf8)
            let trace = log.split(separator: "top5 crashed (\(signal))\n").last ?? ""
            #expect(trace.split(separator: "\n").count { $0.contains("TerminalProbe(") } > 0, "\(log)")
        }
    }
}
