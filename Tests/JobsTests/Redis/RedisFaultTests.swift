import Foundation
import Jobs
import TestSupport
import Testing

/// What a server refuses, in sentences that say what to do.
@Suite(.timeLimit(.minutes(2))) struct RedisFaultTests {
    private func expect(
        _ fault: StoreFault, _ words: String, _ location: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async {
        let error = await expectRefusal(.storeUnavailable, sourceLocation: location, body)
        #expect(error?.fault == fault, "\(String(describing: error))", sourceLocation: location)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")", sourceLocation: location)
    }

    private func submit(_ id: String, bytes: Int = 1000, to store: RedisJobStore) async throws {
        let payload = Data((0..<bytes).map { _ in UInt8.random(in: 0...255) })
        _ = try await store.submit([.sample(id, payload: payload)], limits: QueueLimits(), now: .at(0))
    }

    @Test func noServerAtAll() async throws {
        let folder = try TemporaryFolder("redis")
        await expect(.unreachable, "cannot be reached") {
            _ = try RedisJobStore(RedisURL(parsing: "redis+unix://\(folder.file("none").path)"))
        }
        await expect(.unreachable, "127.0.0.1:1 cannot be reached: Connection refused. Check that it runs") {
            _ = try RedisJobStore(RedisURL(parsing: "redis://127.0.0.1:1"))
        }
    }

    @Test func aServerThatStartsLaterIsWaitedFor() async throws {
        let server = try RedisServerProcess()
        try await server.kill9()
        // On a thread of its own: it blocks, and the tests' threads are few.
        async let opened = withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(with: Result { try RedisJobStore(server.url(), patience: .seconds(20)) })
            }
            thread.start()
        }
        try await Task.sleep(for: .milliseconds(300))
        try server.startAgain()
        let store = try await opened
        #expect(try await store.lastSequence() == 0)
        try await store.close()
    }

    @Test func aLackOfMemoryRefusesTheNewAndEndsTheOld() async throws {
        let server = try RedisServerProcess()
        let health = StoreHealth()
        let store = try RedisJobStore(server.url(), clock: .caller, health: health)
        try await submit("a", to: store)
        let claimed = try #require(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 99, now: .at(0)))
        try server.tell("CONFIG", "SET", "maxmemory", "1mb")
        await expect(.full, "has no memory left") { try await submit("b", bytes: 3_000_000, to: store) }
        await expect(.full, "Raise maxmemory") { try await store.probe() }
        #expect(health.problem?.fault == .full)
        #expect(try await store.counts().byState[.queued] == 0, "Nothing of a refused script stays.")
        // Work that is under way comes to its end, and room is made.
        _ = try await store.renew(claimed.id, token: claimed.token, leaseMilliseconds: 99, now: .at(1))
        #expect(
            try await store.finish(claimed.id, token: claimed.token, outcome: .success, now: .at(2)).state == .succeeded
        )
        try await store.remove(claimed.id, now: .at(3))
        try server.tell("CONFIG", "SET", "maxmemory", "0")
        try await store.probe()
        try await submit("c", to: store)
    }

    @Test func aReplicaTakesNoWrites() async throws {
        let server = try RedisServerProcess()
        let store = try RedisJobStore(server.url(), clock: .caller)
        try await submit("a", to: store)
        try server.tell("CONFIG", "SET", "replica-serve-stale-data", "yes")
        try server.tell("REPLICAOF", "127.0.0.1", "1")
        await expect(.readOnly, "is a replica and takes no writes") { try await submit("b", to: store) }
        #expect(try await store.job(JobID(rawValue: "a")).state == .queued, "What it has can be read.")
        try server.tell("REPLICAOF", "NO", "ONE")
        try await submit("c", to: store)
    }

    @Test func passwordsAndUsers() async throws {
        let server = try RedisServerProcess()
        let path = server.socket
        try server.tell(
            "ACL", "SETUSER", "top5", "on", ">right", "~{top5}:*", "&{top5}:*", "+@all", "-@dangerous", "+info")
        try server.tell("CONFIG", "SET", "requirepass", "secret")
        await expect(.other, "asks for a password") { _ = try RedisJobStore(server.url()) }
        await expect(.other, "does not know this user or password") {
            _ = try RedisJobStore(RedisURL(parsing: "redis+unix://top5:wrong@\(path)"))
        }
        let store = try RedisJobStore(RedisURL(parsing: "redis+unix://top5:right@\(path)"))
        #expect(store.durability.contains("in Redis"))
        try await submit("a", to: store)
        await expect(.other, "does not let this user do") {
            _ = try RedisJobStore(RedisURL(parsing: "redis+unix://top5:right@\(path)?prefix=others"))
        }
    }

    @Test func aNodeOfAClusterWithoutTheKeys() async throws {
        let server = try RedisServerProcess(options: ["cluster-enabled yes"], port: RedisServerProcess.freePort())
        await expect(.other, "belongs to a cluster that is down") { _ = try RedisJobStore(server.url()) }
        try server.tell("CLUSTER", "ADDSLOTSRANGE", "0", "16383")
        let end = ContinuousClock.now + .seconds(20)
        while try server.tell("CLUSTER", "INFO").contains("cluster_state:fail"), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(50))
        }
        let store = try RedisJobStore(server.url(), clock: .caller)
        try await submit("a", to: store)
        #expect(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 9, now: .at(0)) != nil)
    }

    @Test func otherKeysUnderThePrefix() async throws {
        let server = try RedisServerProcess()
        try server.tell("SET", "{top5}:meta", "mine")
        await expect(.damaged, "something else than a queue") { _ = try RedisJobStore(server.url()) }
        try server.tell("DEL", "{top5}:meta")
        try server.tell("HSET", "{top5}:meta", "format", "99")
        let error = await expectRefusal(.storeUnavailable) { _ = try RedisJobStore(server.url()) }
        #expect(error?.message.contains("newer version") == true)
    }

    @Test(arguments: [
        ("-LOADING Redis is loading the dataset in memory", StoreFault.other, "still reading its data"),
        ("-MOVED 3999 10.0.0.1:6381", .other, "Give the address of the one that does: 10.0.0.1:6381"),
        (
            "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", .readOnly,
            "lost its master"
        ),
        (
            "-MISCONF Redis is configured to save RDB snapshots, but it's unable to persist", .io,
            "cannot write its data"
        ),
        ("-ERR max number of clients reached", .other, "Raise maxclients"),
        ("-DENIED Redis is running in protected mode", .other, "protected mode"),
        ("-BUSY Redis is busy running a script", .locked, "busy with another script"),
        ("-ERR what is this", .other, "refuses an operation"),
        ("$-1", .damaged, "something else than a queue"),
    ])
    func answersOfServersThatCannotServe(answer: String, fault: StoreFault, words: String) async throws {
        let stub = try RedisStub(answering: answer)
        let url = try RedisURL(parsing: "redis://127.0.0.1:\(stub.port)")
        await expect(fault, words) { _ = try RedisJobStore(url) }
    }

    @Test func aServerThatSaysNothing() async throws {
        let stub = try RedisStub(answering: nil)
        let url = try RedisURL(parsing: "redis://127.0.0.1:\(stub.port)")
        await expect(.unreachable, "does not answer within 5 s") { _ = try RedisJobStore(url) }
    }
}
