import API
import Client
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The queue's keys in a real terminal, against a real service.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct DashboardQueueTests {
        /// A paused service with three waiting jobs of two clients and two that are done, and a dashboard on it whose queue
        /// has the focus.
        private func withQueue(
            arguments: [String] = [], _ body: (DashboardSession, RunningService) async throws -> Void
        ) async throws {
            try await RunningService.run { service in
                for sample in ["lemon.jpg", "orange.jpg"] {
                    _ = try await service.finished(try await service.submit(sample).id)
                }
                #expect(try await service.client.setQueuePaused(true).isPaused)
                for sample in ["goldfish.jpg", "lemon.jpg"] { _ = try await service.submit(sample) }
                let other = HTTPServiceClient(try ServiceAddress(service.url), name: "nightly")
                _ = try await other.submit(
                    ImageUpload(source: .file(path: Top5Program.sample("orange.jpg").path), name: "by-night.jpg"))
                await other.shutdown()
                let session = try DashboardSession(
                    columns: 130, rows: 36, arguments: ["--server", service.url] + arguments)
                try await session.waitUntilLive()
                try await session.terminal.waitFor("by-night.jpg")
                try session.terminal.sendKeys("Tab")
                try await body(session, service)
                try session.terminal.type("q")
            }
        }

        /// The queue's lines: they have a job's short id.
        private func rows(_ screen: String) -> [String] {
            screen.components(separatedBy: "\n").filter { $0.contains(/01..…../) }
        }

        @Test func aFilterIsCompletedAppliedSavedAndThereAtTheNextStart() async throws {
            try await withQueue { session, service in
                let terminal = session.terminal
                try terminal.type("/state:q")
                try await terminal.waitFor("queued")
                try terminal.sendKeys("Tab")
                try await terminal.waitFor("/ state:queued")
                try terminal.type(" client:n")
                try terminal.sendKeys("Tab")
                try await terminal.waitFor("client:nightly")
                try terminal.sendKeys("Enter")
                try await terminal.waitUntil("only the night's job is listed") { screen in
                    screen.contains("by-night.jpg") && screen.contains("1 of 1") && !screen.contains("orange.jpg")
                }
                try terminal.type("S")
                try await terminal.waitFor("Name for")
                try terminal.type("night shift")
                try terminal.sendKeys("Enter")
                try await terminal.waitFor("● night shift")
                try terminal.type("/")
                try terminal.sendKeys("C-u")
                try terminal.type("state:nonsense cat")
                try await terminal.waitFor("is no state")
                try terminal.sendKeys("Escape")
                try await terminal.waitFor("newest first")
                try terminal.type("q")
                _ = try await session.waitForEnd()

                let again = try DashboardSession(
                    columns: 130, rows: 36, arguments: ["--server", service.url], home: session.home)
                try await again.waitUntilLive()
                try again.terminal.sendKeys("Tab")
                try again.terminal.type("F")
                try await again.terminal.waitFor("Saved filters")
                try again.terminal.sendKeys("Enter")
                try await again.terminal.waitFor("/state:queued client:nightly")
                try again.terminal.type("q")
                _ = try await again.waitForEnd()
            }
        }

        @Test func theListIsSortedAndAWordIsFound() async throws {
            try await withQueue { session, _ in
                try session.terminal.type("o")
                try await session.terminal.waitFor("submitted, oldest first")
                try session.terminal.sendKeys("Down", "Enter")
                try await session.terminal.waitUntil("the oldest job is on top") { screen in
                    let rows = rows(screen)
                    return screen.contains("ID ▲") && rows.first?.contains("lemon.jpg") == true
                        && rows.last?.contains("by-night.jpg") == true
                }
                try session.terminal.type("f")
                try session.terminal.type("night")
                try session.terminal.sendKeys("Enter")
                try await session.terminal.waitFor("5 of 5")
            }
        }

        @Test func cancellingWaitsAndIsTakenBackAndManyAreAskedFor() async throws {
            try await withQueue { session, service in
                let terminal = session.terminal
                try terminal.type("x")
                try await terminal.waitFor("cancels in")
                try terminal.type("z")
                try await terminal.waitFor("Taken back")
                try terminal.type("a")
                try await terminal.waitFor("all 5 marked")
                try terminal.type("x")
                try await terminal.waitFor("Cancel all 3 unfinished jobs?")
                try terminal.type("y")
                try await terminal.waitFor("cancels in")
                #expect(try await service.client.jobs(JobListQuery(filter: "state:cancelled")).total == 0)
                try await terminal.waitUntil("the result of all three", deadline: 30) { $0.contains("3 cancelled.") }
                #expect(try await service.client.jobs(JobListQuery(filter: "state:cancelled")).total == 3)
                // Two by their marks.
                try terminal.type("gg  D")
                try await terminal.waitFor("Forget the 2 marked finished jobs?")
                try terminal.type("yq")
                try await terminal.waitFor("Actions wait for their ten seconds.")
                try terminal.type("s")
                _ = try await session.waitForEnd()
                #expect(try await service.client.jobs(JobListQuery()).total == 3)
            }
        }

        @Test func theQueueIsPausedResumedAndSaysWhyAJobWaits() async throws {
            try await withQueue { session, service in
                let terminal = session.terminal
                try await terminal.waitUntil("each waiting job says why") { screen in
                    rows(screen).count { $0.contains("queued") && $0.contains("queue paused") } == 3
                }
                try terminal.type("p")
                try await terminal.waitFor("Let the queue go on?")
                try terminal.type("y")
                try await terminal.waitUntil("all five have succeeded", deadline: 60) { screen in
                    rows(screen).count { $0.contains("✓ succeeded") } == 5
                }
                try terminal.type("p")
                try await terminal.waitFor("Pause the queue for everybody?")
                try terminal.type("y")
                try await terminal.waitFor("The queue is paused")
                let job = try await service.submit("goldfish.jpg")
                #expect(job.waiting == JobWaiting(.paused))
            }
        }

        @Test func whoMayNotPauseIsToldSo() async throws {
            try await GuardedService.run { guarded in
                let token = guarded.home.file("eye.token")
                try Data((try #require(guarded.tokens["eye"])).utf8).write(to: token)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token.path)
                let session = try DashboardSession(
                    columns: 130, rows: 36, arguments: ["--server", guarded.url, "--token-file", token.path])
                try await session.waitUntilLive()
                try session.terminal.type("p")
                try await session.terminal.waitFor("Pause the queue for everybody?")
                try session.terminal.type("y")
                try await session.terminal.waitFor("Only an operator may pause the queue")
                try session.terminal.type("q")
                _ = try await session.waitForEnd()
            }
        }
    }
}
