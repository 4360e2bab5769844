import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The screens that watch, in a real terminal, against real services.
    @Suite(.enabled(if: TmuxSession.isAvailable, "needs tmux")) struct WatchingTests {
        /// Pauses or resumes a service's queue.
        private static func turn(_ address: String, _ action: String) async throws {
            let socket = address.hasPrefix("unix:") ? ["--unix-socket", String(address.dropFirst(5))] : []
            let root = address.hasPrefix("unix:") ? "http://localhost" : address
            let answer = try await Curl.run(socket + ["-X", "POST", "\(root)/v1/queue/\(action)"])
            #expect(answer.status == 200)
        }

        @Test func statsShowTheWorkDoneAndTheWorkers() async throws {
            let session = try DashboardSession(arguments: ["--workers", "2"])
            try await session.waitUntilLive()
            try await session.submitBoth()
            try await session.waitForBoth()
            try session.terminal.type("2")
            let screen = try await session.terminal.waitUntil("plots and workers are shown") { screen in
                ["Rate", "Latency", "Depth", "Failed", "Workers", "last 5 min", "embedded/1", "embedded/2"]
                    .allSatisfy(screen.contains)
            }
            #expect(screen.contains(/p50 \d/), "no percentiles:\n\(screen)")
            try await session.terminal.waitUntil("the two jobs are counted by the workers") { screen in
                let rows = screen.components(separatedBy: "\n").filter { $0.contains("embedded/") }
                let done = rows.compactMap {
                    // Idle ones say which models they take.
                    $0.firstMatch(of: /idle +\S+@\S+ \+\d+ +(\d+) +\d+ +● alive/)?.output.1
                }.compactMap { Int($0) }
                return done.reduce(0, +) == 2
            }
            try session.terminal.type("[")
            try await session.terminal.waitFor("last 1 min")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitUntil("one plot has the screen") {
                $0.contains("Rate") && !$0.contains("Latency")
            }
            try session.terminal.type("qq")
            try await session.terminal.waitFor("goldfish.jpg")
            try session.terminal.type("q")
            #expect(try await session.waitForEnd().status == "status=0")
        }

        @Test func theLogTellsEachChangeAndOpensItsJob() async throws {
            let session = try DashboardSession()
            try await session.waitUntilLive()
            try session.terminal.type("3")
            try await session.terminal.waitFor("following")
            try session.terminal.type("1")
            try await session.submitBoth()
            try await session.waitForBoth()
            try session.terminal.type("3")
            try await session.terminal.waitUntil("the ends of both are in the log") { screen in
                screen.contains(/goldfish\.jpg +✓ succeeded/) && screen.contains(/lemon\.jpg +✓ succeeded/)
            }
            try session.terminal.type("/lemon succeeded")
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitUntil("only the lemon's end is left") { screen in
                screen.components(separatedBy: "\n").filter { $0.contains("lemon.jpg") }.count == 1
                    && !screen.contains("goldfish.jpg")
            }
            try session.terminal.sendKeys("Enter")
            try await session.terminal.waitFor("SHA-256")
            try session.terminal.sendKeys("Escape", "Escape")
            try await session.terminal.waitFor("goldfish.jpg")
        }

        @Test func afterAKillAndARestartItSaysWhatWasMissed() async throws {
            let home = try TemporaryFolder("missed")
            let listen = "unix:\(home.file("s").path)"
            let first = try await ServerProcess.start(home: home, listen: listen)
            let session = try DashboardSession(columns: 140, arguments: ["--server", listen])
            try await session.waitUntilLive()
            try await HTTPServiceClient.withClient(ServiceAddress(listen)) { client in
                // It waits in a paused queue, so that it changes while nobody follows.
                try await Self.turn(listen, "pause")
                _ = try await client.submit(
                    ImageUpload(source: .file(path: Top5Program.sample("orange.jpg").path), name: "orange.jpg"))
                try await session.terminal.waitFor("orange.jpg")
            }
            // So that the second service is younger than the first by more than the tolerance.
            try await Task.sleep(for: .seconds(4))
            let process = try #require(try session.processID())
            // The dashboard sleeps through the restart, so that the work is certain to be done before it is back.
            kill(process, SIGSTOP)
            try await first.kill9()
            let second = try await ServerProcess.start(home: home, listen: listen)
            try await HTTPServiceClient.withClient(ServiceAddress(listen)) { client in
                try await Self.turn(listen, "resume")
                let isDone = try await Deadline.poll(within: .seconds(60)) {
                    try await client.jobs(JobListQuery()).jobs.allSatisfy(\.status.isFinished)
                }
                #expect(isDone)
            }
            // The shell has the terminal since the stop, in the dashboard's modes: there Enter is no end of a line.
            try session.terminal.type("fg; echo end=$?")
            try session.terminal.sendKeys("C-j")
            try await session.terminal.waitUntil("what was missed is said", deadline: 40) { screen in
                screen.contains(/away \d+ s; 1 job changed: 1 done/)
            }
            try await session.terminal.waitFor("The service was restarted", deadline: 20)
            try session.terminal.type("q")
            try await session.terminal.waitUntil("the shell is back") { $0.contains(/end=0\n/) }
            #expect(try await second.stop() == .code(0))
        }

        @Test func goesToAnotherServiceAndBackWithoutARestart() async throws {
            try await RunningService.run { service in
                let home = try TemporaryFolder("profiles")
                let config = home.file("config/top5")
                try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
                let text = """
                    {"profiles": [
                      {"name": "live", "server": "\(service.url)", "production": true, "colour": "red"},
                      {"name": "gone", "server": "http://127.0.0.1:1"}
                    ]}
                    """
                try Data(text.utf8).write(to: config.appending(path: "profiles.json"))
                let done = try await service.submit("orange.jpg")
                _ = try await service.finished(done.id)
                let session = try DashboardSession(columns: 130, arguments: ["--profile", "live"], home: home)
                try await session.waitUntilLive()
                try await session.terminal.waitUntil("production is loud, and its job is shown") { screen in
                    screen.contains("PRODUCTION") && screen.contains("orange.jpg")
                }
                try session.terminal.type("gs")
                try await session.terminal.waitUntil("who answers is shown") { screen in
                    screen.contains(/live .*answers in/) && screen.contains(/gone .*No service listens/)
                        && screen.contains("starts when chosen")
                }
                try session.terminal.type("gg")
                try session.terminal.sendKeys("Enter")
                try await session.terminal.waitUntil("the own service is shown", deadline: 60) { screen in
                    screen.contains("● live") && !screen.contains("PRODUCTION") && !screen.contains("orange.jpg")
                }
                try await session.submitBoth()
                try await session.waitForBoth()
                try session.terminal.type("gs")
                try await session.terminal.waitFor("answers in")
                try session.terminal.type("j")
                try session.terminal.sendKeys("Enter")
                try await session.terminal.waitUntil("the first service is shown again") { screen in
                    screen.contains("PRODUCTION") && screen.contains("orange.jpg") && screen.contains("● live")
                }
                try session.terminal.type("q")
                #expect(try await session.waitForEnd().status == "status=0")
            }
        }

        @Test func productionAsksForItsNameBeforeAnythingIsCancelled() async throws {
            try await RunningService.run { service in
                let home = try TemporaryFolder("production")
                let config = home.file("config/top5")
                try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
                try Data(
                    "{\"profiles\": [{\"name\": \"prod\", \"server\": \"\(service.url)\", \"production\": true}]}".utf8
                )
                .write(to: config.appending(path: "profiles.json"))
                try await Self.turn(service.url, "pause")
                let job = try await service.submit("orange.jpg")
                let session = try DashboardSession(columns: 130, arguments: ["--profile", "prod"], home: home)
                try await session.waitUntilLive()
                try await session.terminal.waitFor("orange.jpg")
                try session.terminal.sendKeys("Tab")
                try session.terminal.type("x")
                try await session.terminal.waitFor("PRODUCTION: type prod to cancel orange.jpg")
                try session.terminal.type("yes")
                try session.terminal.sendKeys("Enter")
                try await session.terminal.waitFor("Nothing was done")
                #expect(try await service.client.job(job.id).status == .queued)
                try session.terminal.type("xprod")
                try session.terminal.sendKeys("Enter")
                try await session.terminal.waitFor("⊘ cancelled")
                #expect(try await service.client.job(job.id).status == .cancelled)
                try await Self.turn(service.url, "resume")
            }
        }
    }
}
