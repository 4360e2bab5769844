import Foundation
import Jobs
import TestSupport
import Testing

/// A server that is killed, that forgets its scripts, and that several processes use at once.
@Suite(.timeLimit(.minutes(2))) struct RedisCrashTests {
    private static let onDisk = ["appendonly yes", "appendfsync always"]

    private func store(_ server: RedisServerProcess, clock: RedisJobStore.Clock = .server) throws -> RedisJobStore {
        try RedisJobStore(server.url(), clock: clock)
    }

    /// Until the store has found out that its server is back.
    private func retrying<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            do {
                return try await body()
            } catch let error as JobError where error.code == .storeUnavailable && ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    @Test func nothingAcknowledgedIsLostAndNothingIsClaimedTwice() async throws {
        let server = try RedisServerProcess(options: Self.onDisk)
        let store = try store(server)
        let now = SystemClock().now()
        let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 60_000)
        var acknowledged: Set<JobID> = []
        var tokens: Set<Int64> = []
        var claimed: Set<JobID> = []
        var finished: Set<JobID> = []
        for round in 0..<4 {
            var crash: Task<Void, any Error>?
            for number in 0..<100_000 {
                let job = NewJob.sample("\(round)-\(number)", payload: Data("\(number % 7)".utf8))
                do {
                    _ = try await store.submit([job], limits: QueueLimits(), now: now)
                    acknowledged.insert(job.id)
                    // In the midst of the work, each time at another moment of it.
                    if number == 15 {
                        crash = Task { [round] in
                            try await Task.sleep(for: .milliseconds(3 * round))
                            try await server.kill9()
                        }
                    }
                    guard let taken = try await store.claim(request, now: now)?.job else { continue }
                    #expect(claimed.insert(taken.id).inserted, "\(taken.id) was claimed twice")
                    #expect(tokens.insert(taken.token).inserted, "\(taken.token) was given twice")
                    guard number.isMultiple(of: 2) else { continue }
                    _ = try await store.finish(
                        taken.id, token: taken.token, outcome: .success, thenClaim: nil, now: now)
                    finished.insert(taken.id)
                } catch {
                    #expect(error.code == .storeUnavailable, "\(error)")
                    break
                }
            }
            try await crash?.value
            try server.startAgain()
            _ = try await retrying { try await store.counts() }
        }
        #expect(acknowledged.count > 50)
        for id in acknowledged { _ = try await store.job(id) }
        for id in finished { #expect(try await store.job(id).state == .succeeded) }
        // What was claimed and not ended still has its lease.
        for id in claimed.subtracting(finished) { #expect(try await store.job(id).state != .queued) }
        let counts = try await store.counts()
        #expect(counts.byState.values.reduce(0, +) >= acknowledged.count)
    }

    @Test func aServerThatForgetsItsScriptsIsToldThemAgain() async throws {
        let server = try RedisServerProcess()
        let store = try store(server, clock: .caller)
        _ = try await store.submit([.sample("a")], limits: QueueLimits(), now: .at(0))
        try server.tell("SCRIPT", "FLUSH")
        #expect(try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 9, now: .at(1))?.id.rawValue == "a")
        #expect(try await store.job(JobID(rawValue: "a")).state == .running)
    }

    @Test func anImageThatManyJobsHaveIsKeptOnce() async throws {
        let server = try RedisServerProcess()
        let store = try store(server, clock: .caller)
        let image = Data(repeating: 7, count: 100_000)
        let jobs = (0..<20).map { NewJob.sample("\($0)", payload: image) }
        _ = try await store.submit(jobs, limits: QueueLimits(), now: .at(0))
        #expect(try server.tell("EVAL", "return #redis.call('KEYS', '*:payload:*')", "0") == "1")
        for job in jobs.dropLast() {
            _ = try await store.cancel(job.id, now: .at(1))
            try await store.remove(job.id, now: .at(2))
        }
        #expect(try await store.payload(jobs[19].id) == image)
        _ = try await store.cancel(jobs[19].id, now: .at(1))
        #expect(
            try await store.retain(RetentionPolicy(payloadMilliseconds: 0), limit: 9, now: .at(3)).payloadsDropped == 1)
        #expect(try server.tell("EVAL", "return #redis.call('KEYS', '*:payload:*')", "0") == "0")
    }

    @Test func storesOfTwoProcessesNeverGetTheSameJob() async throws {
        let server = try RedisServerProcess()
        let stores = try (0..<4).map { _ in try store(server, clock: .caller) }
        let ids = (0..<300).map { NewJob.sample("\($0)") }
        _ = try await stores[0].submit(ids, limits: QueueLimits(), now: .at(0))
        let claims = try await withThrowingTaskGroup(of: [JobRecord].self) { group in
            for worker in 0..<16 {
                group.addTask {
                    var mine: [JobRecord] = []
                    while let job = try await stores[worker % 4].claim(
                        worker: "w\(worker)", routes: nil, leaseMilliseconds: 1000, now: .at(0))
                    {
                        mine.append(job)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claims.count == 300 && Set(claims.map(\.id)).count == 300 && Set(claims.map(\.token)).count == 300)
    }

    @Test func theServersClockDecides() async throws {
        let server = try RedisServerProcess()
        let store = try store(server)
        // A host whose clock is off by a day, or by fifty years.
        let job = try #require(try await store.submit([.sample("a")], limits: QueueLimits(), now: .at(0)).first)
        #expect(abs(job.createdAt.milliseconds - SystemClock().now().milliseconds) < 10_000)
        let claimed = try #require(
            try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 60_000, now: .at(0)))
        #expect(try await store.reapExpired(now: .at(.max / 4)).isEmpty)
        #expect(claimed.startedAt.map { $0 >= job.createdAt } == true)
    }

    @Test func whatIsKeptOnDiskIsSaid() async throws {
        for (options, words) in [
            (["appendonly no"], "in memory only"), (["appendonly no", "save 60 1"], "in snapshots only"),
            (["appendonly yes", "appendfsync everysec"], "synced each second"), (Self.onDisk, "synced at each write"),
        ] {
            let server = try RedisServerProcess(options: options)
            let store = try store(server)
            #expect(store.durability.contains(words), "\(store.durability)")
            #expect(store.warnings.isEmpty == (options == Self.onDisk), "\(store.warnings)")
        }
        let evicting = try RedisServerProcess(
            options: Self.onDisk + ["maxmemory 50mb", "maxmemory-policy allkeys-lru"])
        #expect(try store(evicting).warnings.first?.contains("allkeys-lru") == true)
    }
}
