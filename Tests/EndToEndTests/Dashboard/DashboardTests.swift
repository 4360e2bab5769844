import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The dashboard as a user has it: in a terminal, by its keys.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardTests {
        /// The terminal is as it was found: its settings, its screen and its cursor.
        private func expectRestored(
            _ session: DashboardSession, status: String, at location: SourceLocation = #_sourceLocation
        ) async throws {
            let end = try await session.waitForEnd()
            #expect(end.status == status, sourceLocation: location)
            #expect(!end.before.isEmpty, sourceLocation: location)
            #expect(end.after == end.before, sourceLocation: location)
            let modes = try session.terminal.value(of: "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
            #expect(modes == "0 1 0", sourceLocation: location)
            try session.terminal.type("echo still \"here\"")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitFor("still here")
        }

        @Test func picksSubmitsWatchesAndGivesTheTerminalBack() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            let screen = try session.terminal.capture()
            #expect(screen.contains("tiny-resnet-64"), "the header does not name the model:\n\(screen)")
            // Marking has moved the cursor below the pictures; on one of them its top-5 has bars.
            try session.terminal.type("k")
            try await session.terminal.waitUntil("the top-5 of the picture under the cursor") { screen in
                screen.contains(/lemon +█/)
            }
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
        }

        @Test func showsARemoteService() async throws {
            try await RunningService.run { service in
                let session = try DashboardSession(arguments: ["--server", service.url])
                try await session.waitUntilLive()
                try await session.submitBoth()
                try await session.waitForBoth()
                let jobs = try await service.client.jobs(JobListQuery()).jobs
                #expect(Set(jobs.map(\.image.name)) == ["goldfish.jpg", "lemon.jpg"])
                #expect(jobs.allSatisfy { $0.status == .succeeded })

                // What another client does shows without a key being pressed.
                let other = try await service.submit("orange.jpg")
                _ = try await service.finished(other.id)
                try await session.terminal.waitFor("orange.jpg")
                try session.terminal.type("q")
                try await expectRestored(session, status: "status=0")
            }
        }

        @Test func theQueueIsThereAgainAtTheNextStart() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
            try session.terminal.type("clear; '\(Top5Program.executable().path)' pictures; touch twice")
            try session.terminal.sendKeys("Enter")
            try await session.waitForBoth()
            try session.terminal.type("q")
            let hasEnded = await Deadline.poll {
                FileManager.default.fileExists(atPath: session.home.file("twice").path)
            }
            #expect(hasEnded)
        }

        @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
        func aSignalGivesTheTerminalBackToo(signal: Int32) async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            let process = try #require(try session.processID())
            #expect(kill(process, signal) == 0)
            let end = try await session.waitForEnd()
            #expect(end.after == end.before)
            let modes = try session.terminal.value(of: "#{alternate_on} #{cursor_flag}")
            #expect(modes == "0 1")
        }

        /// As from a socket that somebody else has closed: nothing ends by it, and the terminal comes back as ever.
        @Test func sigpipeEndsNothingAndTheTerminalComesBack() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            let process = try #require(try session.processID())
            for _ in 0..<3 { #expect(kill(process, SIGPIPE) == 0) }
            try session.terminal.type("3")
            try await session.terminal.waitUntil("the log is shown") { $0.contains("Log") && $0.contains("follow") }
            try session.terminal.type("1")
            try await session.waitUntilLive()
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
        }

        @Test func aServiceThatGoesAwayIsSaidAndFoundAgain() async throws {
            let home = try TemporaryFolder("away")
            let listen = "unix:\(home.file("s").path)"
            let first = try await ServerProcess.start(home: home, listen: listen)
            let session = try DashboardSession(arguments: ["--server", listen])
            try await session.waitUntilLive()
            try await first.kill9()
            try await session.terminal.waitUntil("the loss of the service is shown") { !$0.contains("● live") }
            let second = try await ServerProcess.start(home: home, listen: listen)
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
            let exit = try await second.stop()
            #expect(exit == .code(0))
        }

        @Test func aSecondDashboardJoinsTheFirstAndCarriesOnWithoutIt() async throws {
            let first = try DashboardSession()
            try await first.waitUntilLive()
            let second = try DashboardSession(home: first.home)
            try await second.waitUntilLive()
            try await first.submitBoth()
            try await first.waitForBoth()
            try await second.waitForBoth()
            try first.terminal.type("q")
            try await expectRestored(first, status: "status=0")
            try await second.terminal.waitUntil("the loss of the first dashboard's service") { !$0.contains("● live") }
            try await second.waitUntilLive()
            // The last file but one: the last one is no picture.
            try second.terminal.type("Gks")
            try await second.terminal.waitUntil("a third job") { $0.contains("3 jobs") }
        }

        @Test func aServiceOfTheSameStateFolderIsJoined() async throws {
            let home = try TemporaryFolder("join")
            let service = try await ServerProcess.start(home: home)
            let session = try DashboardSession(arguments: ["--state", home.file("state").path], home: home)
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            let total = try await HTTPServiceClient.withClient(ServiceAddress(service.address)) { client in
                try await client.jobs(JobListQuery()).total
            }
            #expect(total == 2, "the jobs went to another service")
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
            let exit = try await service.stop()
            #expect(exit == .code(0))
        }

        @Test func namesWithEscapeSequencesAndAResizeStormAreHarmless() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            let picture = session.home.file("pictures/a\u{1B}]2;owned\u{7}\u{1B}[31m\u{202E}b.jpg")
            try FileManager.default.copyItem(at: Top5Program.sample("orange.jpg"), to: picture)
            let title = try session.terminal.value(of: "#{pane_title}")
            for (columns, rows) in [(80, 24), (40, 10), (20, 5), (200, 50), (10, 3), (120, 40), (110, 32)] {
                try session.terminal.resize(columns: columns, rows: rows)
            }
            // tmux tells a window of its new size at most four times a second, so the last one takes a while.
            try await session.terminal.waitUntil("the screen is filled at its last size") { screen in
                screen.components(separatedBy: "\n").contains { $0.count == 110 }
            }
            try await session.waitUntilLive()
            // Into the parent folder and back, to read the folder again.
            try session.terminal.type("h")
            try await session.terminal.waitFor("pictures/")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitUntil("the new file is listed") { $0.contains("b.jpg") }
            let now = try session.terminal.value(of: "#{pane_title}")
            #expect(now == title)
            try session.terminal.type("q")
            try await expectRestored(session, status: "status=0")
        }
    }
}
