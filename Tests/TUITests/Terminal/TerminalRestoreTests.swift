import Foundation
import TestSupport
import Testing

extension InARealTerminal {
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux"))
    struct TerminalRestoreTests {
        @Test(arguments: ["TERM", "HUP", "INT", "QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU"])
        func endsInOrder(signal: String) async throws {
            let run = try await ProbeRun()
            try await run.drawn()
            try run.send(signal)
            try await run.session.waitFor("probe ended")
            #expect(run.events.last == "terminate")
            try await run.expectRestored(exitStatus: 0)
        }

        @Test func exitGivesTheTerminalBack() async throws {
            let run = try await ProbeRun(crash: "exit")
            try await run.drawn()
            try run.session.type("C")
            try await run.session.waitFor("\n$")
            try await run.expectRestored(exitStatus: 3)
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
            try run.send("STOP")
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
            let id = try run.processID()
            let events = run.folder.file("events")
            try run.session.sendKeys("x")
            try await run.drawn(2)
            // A second window keeps the server, and with it the session's `capture`, alive.
            try run.session.openWindow()
            try run.session.close()
            try await run.session.waitUntil("process \(id) has ended") { _ in
                guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else {
                    return true
                }
                return status.contains("State:\tZ")
            }
            let heard = try String(contentsOf: events, encoding: .utf8)
            #expect(heard.contains("terminate"))
        }
    }
}
