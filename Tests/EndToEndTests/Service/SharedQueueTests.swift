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

        /// Two workers of one queue, told through a service what to do; Redis is away in between.
        @Test func oneWorkerIsQuietedAndThenDrainedWhileTheOtherGoesOn() async throws {
            let redis = try RedisServerProcess(options: ["appendonly yes", "appendfsync always"])
            let home = try TemporaryFolder("worker")
            let (first, second) = (try Self.worker(redis, home), try Self.worker(redis, home))
            try await Self.service(redis) { service in
                let client = service.client
                func member(_ process: ChildProcess) async -> WorkerMember? {
                    let members = (try? await client.workers())?.members
                    return members?.first { $0.name.hasSuffix(":\(process.id)") }
                }
                func doneBy(_ process: ChildProcess) async throws -> Int {
                    try await client.workers().workers.filter { $0.name.contains(":\(process.id)/") }
                        .reduce(0) { $0 + ($1.done ?? 0) }
                }
                let areThere = await Deadline.poll {
                    let (one, other) = (await member(first), await member(second))
                    return one != nil && other != nil
                }
                #expect(areThere)
                let name = try #require(await member(first)?.name)
                let clock = ContinuousClock.now
                #expect(try await client.tell(worker: name, .quiet).wanted == "quiet")
                #expect(await Deadline.poll { await member(first)?.duty == "quiet" })
                print("quiet after \(ContinuousClock.now - clock)")

                try await redis.kill9()
                try redis.startAgain()
                #expect(await Deadline.poll { await member(first)?.duty == "quiet" })
                var ids: [String] = []
                while ids.count < 20 {
                    if let job = try? await service.submit("lemon.jpg") { ids.append(job.id) }
                }
                for id in ids { #expect(try await service.finished(id).status == .succeeded) }
                // A submission whose answer Redis' restart took was sent again, and is a job of its own.
                let stored = try await client.jobs(JobListQuery(limit: 500)).jobs.count
                #expect(stored >= ids.count)
                #expect(await Deadline.poll { (try? await doneBy(second)) == stored })
                #expect(try await doneBy(first) == 0)

                #expect(try await client.tell(worker: name, .resume).wanted == "working")
                #expect(await Deadline.poll { await member(first)?.duty == "working" })
                for _ in 0..<40 { ids.append(try await service.submit("lemon.jpg").id) }
                #expect(try await client.tell(worker: name, .drain).wanted == "draining")
                #expect(try await first.waitForExit() == .code(0), "\(first.errors)")
                for id in ids { #expect(try await service.finished(id).status == .succeeded) }
                #expect(await Deadline.poll { await member(first) == nil })
                // Nothing that it had was given back: each job took one attempt.
                for id in ids { #expect(try await client.job(id).attempt == 1) }
                await #expect(throws: ClientError.self) { try await client.tell(worker: name, .quiet) }
                #expect(try await service.finished(try await service.submit("lemon.jpg").id).status == .succeeded)
            }
            second.kill(SIGTERM)
            #expect(try await second.waitForExit() == .code(0), "\(second.errors)")
        }

        @Test func wrongUsageIsSaid() async throws {
            let home = try TemporaryFolder("worker")
            for (arguments, words, status) in [
                (["worker"], "--queue is missing", 2),
                (["worker", "--queue", "sqlite:q"], "needs a shared queue", 2),
                (["worker", "--queue", "rediss://h"], "has no TLS", 2),
                (["worker", "--queue", "redis://127.0.0.1:1", "--model", "none"], "has no model none", 2),
                (
                    ["worker", "--queue", "redis://127.0.0.1:1", "--models", Top5Program.models.path],
                    "cannot be reached", 1
                ),
                (["serve", "--queue", "redis://127.0.0.1:1"], "cannot be reached", 1),
                (["serve", "--queue", "postgres://h"], "neither sqlite:PATH nor one of Redis", 2),
                (["serve", "--workers", "0"], "--workers is 0", 2), (["worker", "--lease", "0"], "--lease is 0", 2),
            ] {
                let run = try await Top5Program.run(arguments, home: home)
                #expect(run.exit == .code(Int32(status)), "\(arguments): \(run.errors)")
                #expect(run.errors.contains(words), "\(arguments): \(run.errors)")
            }
        }
    }
}
