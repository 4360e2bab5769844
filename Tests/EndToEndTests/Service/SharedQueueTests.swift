import API
import Client
import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Services and workers of one queue in Redis, each a real process.
    @Suite struct SharedQueueTests {
        /// A `top5 worker`, killed with its last reference.
        private static func worker(_ redis: RedisServerProcess, _ home: TemporaryFolder) throws -> ChildProcess {
            try ChildProcess(
                Top5Program.executable(),
                ["worker", "--queue", redis.address, "--models", Top5Program.models.path, "--slots", "2"],
                environment: Top5Program.environment(home: home.url))
        }

        private static func service(_ redis: RedisServerProcess, _ body: (RunningService) async throws -> Void)
            async throws
        {
            try await RunningService.run(arguments: ["--workers", "0", "--queue", redis.address], body)
        }

        @Test func oneServiceTakesWhatAWorkerDoesAndAnotherShows() async throws {
            let redis = try RedisServerProcess(options: ["appendonly yes", "appendfsync always"])
            let home = try TemporaryFolder("worker")
            let worker = try Self.worker(redis, home)
            try await Self.service(redis) { first in
                try await Self.service(redis) { second in
                    let job = try await first.submit("lemon.jpg")
                    let done = try await second.finished(job.id)
                    #expect(done.status == .succeeded && done.prediction?.first?.label == "lemon")
                    let isShown = try await Deadline.poll { try await second.client.workers().workers.count == 2 }
                    #expect(isShown)

                    // Redis is gone for a moment: nothing accepted is lost, and all go on by themselves.
                    try await redis.kill9()
                    let isRefused = await Deadline.poll { (try? await first.submit("banana.png")) == nil }
                    #expect(isRefused)
                    try redis.startAgain()
                    let isBack = await Deadline.poll { (try? await second.client.job(job.id)) == done }
                    #expect(isBack)
                    var next: Job?
                    await Deadline.poll {
                        next = try? await first.submit("banana.png")
                        return next != nil
                    }
                    let nextID = try #require(next?.id)
                    #expect(try await second.finished(nextID).status == .succeeded)
                }
            }
            worker.kill(SIGTERM)
            #expect(try await worker.waitForExit() == .code(0), "\(worker.errors)")
        }

        @Test func wrongUsageIsSaid() async throws {
            let home = try TemporaryFolder("worker")
            for (arguments, words, status) in [
                (["worker"], "--queue is missing", 2),
                (["worker", "--queue", "sqlite:q"], "needs a shared queue", 2),
                (["worker", "--queue", "rediss://h"], "has no TLS", 2),
                (["worker", "--queue", "redis://127.0.0.1:1", "--model", "none"], "no usable model", 2),
                (
                    ["worker", "--queue", "redis://127.0.0.1:1", "--models", Top5Program.models.path],
                    "cannot be reached", 1
                ),
                (["serve", "--queue", "redis://127.0.0.1:1"], "cannot be reached", 1),
                (["serve", "--queue", "postgres://h"], "neither sqlite:PATH nor one of Redis", 2),
                (["serve", "--workers", "0"], "--workers is 0", 2),
            ] {
                let run = try await Top5Program.run(arguments, home: home)
                #expect(run.exit == .code(Int32(status)), "\(arguments): \(run.errors)")
                #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
            }
        }
    }
}
