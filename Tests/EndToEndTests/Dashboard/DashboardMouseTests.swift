import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The mouse, as a terminal sends it.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardMouseTests {
        /// The topmost of its kind, or the lowest.
        private func place(
            of text: String, in session: DashboardSession, lowest: Bool
        ) throws -> (row: Int, column: Int) {
            let lines = try session.terminal.capture().components(separatedBy: "\n")
            let order = Array(lines.enumerated())
            for (row, line) in lowest ? order.reversed() : order {
                if let range = line.range(of: text) {
                    return (row + 1, line.distance(from: line.startIndex, to: range.lowerBound) + 1)
                }
            }
            throw ChildProcess.Failure("\(text) is not on the screen:\n\(lines.joined(separator: "\n"))")
        }

        private func press(
            _ button: Int, on text: String, in session: DashboardSession, lowest: Bool = false, times: Int = 1
        ) throws {
            let (row, column) = try place(of: text, in: session, lowest: lowest)
            let click = "\u{1B}[<\(button);\(column);\(row)M\u{1B}[<\(button);\(column);\(row)m"
            try session.terminal.send(String(repeating: click, count: times).utf8)
        }

        @Test func clicksSelectOpenAndPushButtons() async throws {
            // Wide enough for the names of the screens.
            let session = try DashboardSession(columns: 170)
            try await session.waitUntilLive()
            #expect(try session.terminal.value(of: "#{mouse_any_flag} #{mouse_sgr_flag}") == "1 1")
            try press(0, on: "lemon.jpg", in: session)
            try await session.terminal.waitUntil("the file is selected") { $0.contains(/▸ +lemon\.jpg/) }
            try press(0, on: "s classify", in: session)
            try await session.terminal.waitUntil("it is classified", deadline: 60) {
                $0.contains(/lemon\.jpg.*succeeded/)
            }
            try press(0, on: "succeeded", in: session, lowest: true, times: 2)
            try await session.terminal.waitFor("SHA-256")
            try press(0, on: "Esc back", in: session)
            try await session.terminal.waitUntil("the details are closed") { !$0.contains("SHA-256") }
            // The tabs in the first line.
            try press(0, on: "2 stats", in: session)
            try await session.terminal.waitUntil("the figures are shown") {
                $0.contains("[2 stats]") && $0.contains("Workers")
            }
            try press(0, on: "3 log", in: session)
            try await session.terminal.waitFor("[3 log]")
            try press(0, on: "1 main", in: session)
            try await session.terminal.waitUntil("the first screen is shown") {
                $0.contains("[1 main]") && $0.contains("Queue")
            }
            try session.terminal.type("M")
            try await session.terminal.waitFor("The mouse marks text in the terminal now")
            #expect(try session.terminal.value(of: "#{mouse_any_flag}") == "0")
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func theWheelScrollsAndACrashGivesTheMouseBack() async throws {
            let home = try TemporaryFolder("wheel")
            let pictures = home.file("pictures")
            try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
            for number in 10..<60 { try Data().write(to: pictures.appending(path: "a\(number).txt")) }
            let session = try DashboardSession(home: home)
            try await session.waitUntilLive()
            try session.terminal.type("gg")
            try await session.terminal.waitFor("a10.txt")
            for _ in 0..<8 { try press(65, on: "Files", in: session) }
            try await session.terminal.waitUntil("the list has moved on") {
                !$0.contains("a10.txt") && $0.contains("a36.txt")
            }
            for _ in 0..<8 { try press(64, on: "Files", in: session) }
            try await session.terminal.waitFor("a10.txt")
            let id = try #require(try session.processID())
            #expect(kill(id, SIGSEGV) == 0)
            let end = try await session.waitForEnd()
            #expect(end.status == "status=139" && end.before == end.after)
            #expect(try session.terminal.value(of: "#{alternate_on} #{mouse_any_flag}") == "0 0")
        }
    }
}
