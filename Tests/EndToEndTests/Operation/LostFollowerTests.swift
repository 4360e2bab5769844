import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Followers of events that are there no more and do not say so: what they hold is given back within 20 s.
    @Suite(.enabled(if: Curl.isAvailable, "needs curl"), .timeLimit(.minutes(4))) struct LostFollowerTests {
        private func start(_ command: [String]) throws -> ChildProcess {
            try ChildProcess(URL(filePath: command[0]), Array(command.dropFirst()))
        }

        private func follow(_ url: String, _ more: [String] = []) throws -> [String] {
            [try #require(CommandRun.program("curl")).path, "-sSN", "\(url)/v1/events"] + more
        }

        private func isLive(_ follower: ChildProcess) async -> Bool {
            await Deadline.poll { String(decoding: follower.output, as: UTF8.self).contains("event: live\n") }
        }

        @Test(
            .enabled("needs the right to make network namespaces, ip, nsenter and setpriv: run it as root") {
                await CutNetwork.isAvailable()
            })
        func oneWhoseCableIsCut() async throws {
            let home = try TemporaryFolder("cut")
            let made = try await Top5Program.run(
                ["token", "create", "--role", "operator", "--name", "op", "--state", home.file("state").path],
                home: home)
            let token = ["-H", "Authorization: Bearer \(made.text.trimmingCharacters(in: .newlines))"]
            let network = CutNetwork(home: home)
            let server = try await ServerProcess.start(
                home: home, listen: "\(CutNetwork.address):0", prefix: network.prefix)
            func page() async throws -> PrometheusPage {
                let command = network.beside(server.id, ["curl", "-sS", "\(server.address)/metrics"] + token)
                let run = try await CommandRun.of(URL(filePath: command[0]), Array(command.dropFirst()))
                return try PrometheusPage(parsing: run.text)
            }
            let follower = try start(try network.there(try follow(server.address, token)))
            #expect(await isLive(follower), "\(follower.errors)\n\(server.log)")
            #expect(try await page().value("top5_event_followers") == 1)
            #expect(try network.connections(of: server.id) == 1)
            try await network.cut()
            // 20 s, and what a small machine may be late.
            let isGone = try await Deadline.poll(within: .seconds(30)) {
                try await page().value("top5_event_followers") == 0 && network.connections(of: server.id) == 0
            }
            #expect(isGone, "\(server.log)")
            #expect(follower.exit == nil, "It does not know yet.")
            #expect(try await server.stop() == .code(0), "\(server.log)")
        }

        @Test func oneThatIsStopped() async throws {
            try await RunningService.run { service in
                func followers() async throws -> Double? {
                    try PrometheusPage(parsing: try await Curl.run("\(service.url)/metrics").text)
                        .value("top5_event_followers")
                }
                let stopped = try start(try follow(service.url))
                let other = try start(try follow(service.url))
                #expect(await isLive(stopped))
                #expect(await isLive(other))
                stopped.kill(SIGSTOP)
                // Every class of the model in each end: more than what the kernel takes for somebody who reads nothing.
                let images = Array(repeating: ["-F", "image=@\(Top5Program.sample("lemon.jpg").path)"], count: 32)
                for _ in 0..<16 {
                    let sent = try await Curl.run(
                        ["\(service.url)/v1/jobs", "-F", "top_k=all"] + images.flatMap(\.self))
                    #expect(sent.status == 202, "\(sent.text)")
                }
                let isGone = try await Deadline.poll(within: .seconds(60)) { try await followers() == 1 }
                #expect(isGone, "\(service.server.log)")
                let done = "\"status\":\"succeeded\""
                let isComplete = await Deadline.poll(within: .seconds(60)) {
                    String(decoding: other.output, as: UTF8.self).components(separatedBy: done).count > 16 * 32
                }
                #expect(isComplete, "the other one missed something")
                other.kill(SIGKILL)
                stopped.kill(SIGKILL)
            }
        }
    }
}
