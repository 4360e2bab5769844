import Foundation
import Logging
import TestSupport
import Testing

@testable import Jobs

/// A master, its replica and a sentinel, each a real process.
@Suite(.timeLimit(.minutes(3))) struct RedisSentinelTests {
    private struct Site {
        let master: RedisServerProcess
        let replica: RedisServerProcess
        let sentinel: ChildProcess
        let sentinelPort: Int
        private let folder: TemporaryFolder

        init() throws {
            let (first, second, third) = (
                RedisServerProcess.freePort(), RedisServerProcess.freePort(), RedisServerProcess.freePort()
            )
            let kept = ["appendonly yes", "appendfsync always", "repl-diskless-sync-delay 0"]
            master = try RedisServerProcess(options: kept, port: first)
            replica = try RedisServerProcess(options: kept + ["replicaof 127.0.0.1 \(first)"], port: second)
            folder = try TemporaryFolder("sentinel")
            sentinelPort = third
            let lines = [
                "port \(third)", "bind 127.0.0.1", "dir \(folder.url.path)",
                "sentinel monitor jobs 127.0.0.1 \(first) 1", "sentinel down-after-milliseconds jobs 1000",
                "sentinel failover-timeout jobs 5000",
            ]
            try Data(lines.joined(separator: "\n").utf8).write(to: folder.file("sentinel.conf"))
            sentinel = try ChildProcess(
                try #require(CommandRun.program("redis-server"), "redis-server is not installed"),
                [folder.file("sentinel.conf").path, "--sentinel"])
        }

        func untilTheReplicaIsKnown() async throws {
            let isKnown = try await Deadline.poll(within: .seconds(60)) {
                try await ask("SENTINEL", "replicas", "jobs").contains("flags\nslave\n")
                    && replica.tell("INFO", "replication").contains("master_link_status:up")
            }
            let replicas = try await ask("SENTINEL", "replicas", "jobs")
            #expect(isKnown, "\(replicas)")
        }

        func ask(_ words: String...) async throws -> String {
            let run = try await CommandRun.of(
                try #require(CommandRun.program("redis-cli")), ["-p", String(sentinelPort)] + words)
            return String(decoding: run.output, as: UTF8.self)
        }

        /// What the replica has, or the master has written, in bytes since the beginning.
        static func offset(_ server: RedisServerProcess, _ name: String) throws -> Int {
            let line = try server.tell("INFO", "replication").split(whereSeparator: \.isNewline)
                .first { $0.hasPrefix(name + ":") }
            return line.flatMap { Int($0.dropFirst(name.count + 1)) } ?? -1
        }

        func untilReplicated() async throws {
            let written = try Self.offset(master, "master_repl_offset")
            let isThere = try await Deadline.poll { try Self.offset(replica, "slave_repl_offset") >= written }
            #expect(isThere)
        }
    }

    /// Submits, lets the master fail while a worker is at work, and looks at every job that the replica had.
    private func failOver(_ fail: (Site) async throws -> Void) async throws {
        let site = try Site()
        try await site.untilTheReplicaIsKnown()
        let url = try RedisURL(parsing: "redis+sentinel://127.0.0.1:\(site.sentinelPort)/jobs")
        let health = StoreHealth()
        let queue = JobQueue(
            store: try RedisJobStore(url, patience: .seconds(10), health: health), leaseMilliseconds: 5_000,
            health: health)
        let follower = Task { try await QueueFollower(queue: queue).run() }
        let handler = ScriptedHandler { _, _, _ in
            try await Task.sleep(for: .milliseconds(20))
            return .done
        }
        let worker = Worker(
            queue: queue, name: "w", slots: 2, routes: nil, handler: handler, logger: Logger(label: "test"))
        let run = Task { try await worker.run() }
        var ids: [JobID] = []
        for number in 0..<200 { ids.append(try await queue.submit(.sample("\(number)")).id) }
        try await site.untilReplicated()
        try await fail(site)
        let start = ContinuousClock.now
        var next: JobRecord?
        await Deadline.poll(within: .seconds(60)) {
            next = try? await queue.submit(.sample("after"))
            return next != nil
        }
        print("submissions go on \(ContinuousClock.now - start) after the failure")
        #expect(try site.replica.tell("ROLE").hasPrefix("master"), "it was stored by the new master")
        ids.append(try #require(next).id)
        for id in ids {
            var job: JobRecord?
            await Deadline.poll(within: .seconds(60)) {
                job = try? await queue.finished(id, within: 10_000)
                return job?.state.isFinished == true
            }
            #expect(job?.state == .succeeded, "\(job.debugDescription)")
        }
        let counts = try await queue.counts()
        #expect(counts.byState[.succeeded] == ids.count, "nothing is there twice, and nothing is lost")
        run.cancel()
        try await run.value
        queue.close()
        follower.cancel()
        _ = try? await follower.value
    }

    @Test func aKilledMastersReplicaIsFollowedAndLosesNothingThatItHad() async throws {
        try await failOver { try await $0.master.kill9() }
    }

    @Test func aMasterThatBecameAReplicaIsLeft() async throws {
        try await failOver { site in
            #expect(try await site.ask("SENTINEL", "failover", "jobs").contains("OK"))
            let isReplica = try await Deadline.poll(within: .seconds(60)) {
                try site.master.tell("ROLE").hasPrefix("slave")
            }
            #expect(isReplica)
        }
    }
}
