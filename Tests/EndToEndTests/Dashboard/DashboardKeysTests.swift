import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Palette, keys of one's own, themes and tips, in a real terminal.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardKeysTests {
        private func home(config: String) throws -> TemporaryFolder {
            let home = try TemporaryFolder("keys")
            let folder = home.file("config/top5")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(config.utf8).write(to: folder.appending(path: "config.toml"))
            return home
        }

        @Test func thePaletteFindsRunsAndRecalls() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            try session.terminal.type(":mkall")
            try await session.terminal.waitUntil("the command is found, with its key") {
                $0.contains(#/▸ mark-all .* a +[│┃]/#)
            }
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitFor("2 marked")
            try session.terminal.type(":filter state:failed")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitFor("No job matches this filter")
            try session.terminal.type(":")
            try session.terminal.sendKeys("Up", "Up")
            try await session.terminal.waitFor(":mark-all")
            try session.terminal.sendKeys("Escape")
            // Escape with a letter right behind it is that letter with Alt.
            try await session.terminal.waitUntil("the palette is closed") { !$0.contains("Commands") }
            try session.terminal.type(":quit")
            try session.terminal.sendKeys("Enter")
            let end = try await session.waitForEnd()
            #expect(end.status == "status=0" && end.before == end.after)
            let remembered = try String(contentsOf: session.home.file("state/top5/commands"), encoding: .utf8)
            #expect(remembered.hasPrefix("mark-all\nfilter state:failed\n"))
        }

        @Test func keysOfOnesOwnWorkAndClashesAreTold() async throws {
            let home = try home(config: "[keys]\nsubmit = ['F5', 'g x']\nquit = 'Q'\nmark = 'x'  # clashes\n")
            let session = try DashboardSession(home: home)
            try await session.terminal.waitFor("line 4: x now means mark")
            try await session.waitUntilLive()
            try session.terminal.type("ggjxx")
            try await session.terminal.waitFor("2 marked")
            try session.terminal.type("s")
            try await session.terminal.waitFor("s works ")
            try session.terminal.type("gx")
            try await session.waitForBoth()
            try session.terminal.type("?")
            try await session.terminal.waitUntil("the help names the user's keys") { $0.contains(/F5 +g x +classify/) }
            try session.terminal.type("qq")
            try await session.terminal.waitFor("q works ")
            try session.terminal.type("Q")
            let end = try await session.waitForEnd()
            #expect(end.status == "status=0")
            let log = try String(contentsOf: home.file("state/top5/top5.log"), encoding: .utf8)
            #expect(log.contains("mark") && log.contains("cancel-job") && log.contains("line 4"))
            let check = try await Top5Program.run(["config", "check"], home: home)
            #expect(check.exit == .code(1))
            #expect(check.text.contains("config.toml:4: x now means mark"))
        }

        /// Colours as tmux has them: those of the dark and of the light theme's product name.
        @Test func theThemeFollowsTheTerminalAndTheUser() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            func waitForColor(_ number: Int) async throws {
                _ = try await session.terminal.waitUntil("colour \(number)") { _ in
                    let start = try session.terminal.capture(colors: true).components(separatedBy: "top5").first ?? ""
                    return start.contains("38;5;\(number)m")
                }
            }
            try await waitForColor(111)
            // The terminal's late answer to the question about its background.
            try session.terminal.send("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\".utf8)
            try await waitForColor(25)
            try session.terminal.type(":theme dark")
            try session.terminal.sendKeys("Enter")
            try await waitForColor(111)
            try session.terminal.type(":theme mono")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitUntil("no colour is left in the header") { _ in
                let header = try session.terminal.capture(colors: true).components(separatedBy: "\n").first ?? ""
                return header.contains("top5") && !header.contains("38;5;")
            }
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func tipsAreToldOnce() async throws {
            let home = try TemporaryFolder("tips")
            let first = try DashboardSession(home: home)
            try await first.waitUntilLive()
            try await first.terminal.waitFor("Space marks an image, s has it classified.")
            try first.terminal.sendKeys("Escape")
            try await first.terminal.waitFor(": finds every command, ? shows every key.")
            try first.terminal.type("q")
            _ = try await first.waitForEnd()
            try FileManager.default.removeItem(at: home.file("ended"))
            let second = try DashboardSession(home: home)
            try await second.waitUntilLive()
            try second.terminal.type("k")
            try await second.terminal.waitUntil("the cursor has moved") { $0.contains("▸  ../") || $0.contains("▸") }
            #expect(!(try second.terminal.capture().contains("hides this")))
            try second.terminal.type("q")
            _ = try await second.waitForEnd()
        }

        @Test func aBrokenFileStopsNothing() async throws {
            let home = try home(config: "theme = \"light\n[keys\nmouse maybe\n")
            let session = try DashboardSession(home: home)
            try await session.terminal.waitFor("The configuration has 3 problems")
            try await session.waitUntilLive()
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func theConfigCommandsHelp() async throws {
            let home = try home(config: "")
            let path = try await Top5Program.run(["config", "path"], home: home)
            #expect(path.text == home.file("config/top5/config.toml").path + "\n")
            let example = try await Top5Program.run(["config", "example"], home: home)
            #expect(example.text.contains("# submit = \"s\""))
            try example.output.write(to: home.file("example.toml"))
            let check = try await Top5Program.run(["config", "check", "example.toml"], home: home)
            #expect(check.exit == .code(0) && check.text.contains("is all right"))
            let missing = try await Top5Program.run(["config", "check", "none.toml"], home: home)
            #expect(missing.exit == .code(1))
        }
    }
}
