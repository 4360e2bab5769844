import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

/// What the store counts aside, held against the jobs themselves.
@Suite(.timeLimit(.minutes(1))) struct StateMovesTests {
    private let folder: TemporaryFolder
    private let store: SQLiteJobStore
    private let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1_000)

    init() throws {
        folder = try TemporaryFolder("moves")
        store = try SQLiteJobStore(path: folder.file("jobs.db").path)
    }

    private func submit(_ ids: some Sequence<Int>) async throws {
        for id in ids {
            let job = NewJob.sample("\(id)", route: id.isMultiple(of: 3) ? "Möwe@1" : "m@1", client: "c\(id % 2)")
            _ = try await store.submit([job], maxQueued: 1_000, now: .at(0))
        }
    }

    private func claim() async throws -> JobRecord {
        try #require(try await store.claim(request, now: .at(1))).job
    }

    /// Has the writes wait for each other, so that one transaction takes them, in this order.
    private func together(_ writes: [@Sendable () async throws -> Void]) async throws {
        let held = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, write) in writes.enumerated() {
                group.addTask { try await write() }
                while store.commits.waitingCount <= index { await Task.yield() }
            }
            held.signal()
            try await group.waitForAll()
        }
    }

    private func check(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let counts = [
            "depth": """
            SELECT (SELECT json_group_array(state || ' ' || jobs || ' ' || bytes) FROM (
                    SELECT * FROM depth WHERE jobs <> 0 ORDER BY state)),
                (SELECT json_group_array(state || ' ' || jobs || ' ' || bytes) FROM (
                    SELECT state, COUNT(*) AS jobs, sum(payload_bytes * has_payload) AS bytes FROM job
                    GROUP BY state ORDER BY state))
            """,
            "tally": """
            SELECT (SELECT json_group_array(route_folded || client || state || jobs) FROM (
                    SELECT * FROM tally WHERE jobs <> 0 ORDER BY 1, 2, 3)),
                (SELECT json_group_array(route_folded || client || state || jobs) FROM (
                    SELECT route_folded, client, state, COUNT(*) AS jobs FROM job GROUP BY 1, 2, 3 ORDER BY 1, 2, 3))
            """,
        ]
        for (name, sql) in counts {
            let found = try store.pool.read { db in try Row.fetchOne(db, sql: sql) }
            let row = try #require(found)
            #expect(row[0] as String == row[1] as String, "\(name)", sourceLocation: sourceLocation)
        }
    }

    @Test("A job that ends and is forgotten in one transaction is counted nowhere")
    func endAndForget() async throws {
        try await submit([1])
        let job = try await claim()
        try await check()
        try await together([
            { [store] in
                _ = try await store.finish(
                    job.id, token: job.token, outcome: .success, thenClaim: nil, now: .at(2))
            },
            { [store] in try await store.remove(job.id, now: .at(3)) },
        ])
        try await check()
        #expect(try await store.counts().byState.values.allSatisfy { $0 == 0 })
    }

    @Test("What was counted before a write that is refused stays, what the write had counted goes")
    func refused() async throws {
        try await submit(1...8)
        let jobs = [try await claim(), try await claim()]
        let request = request
        try await together([
            { [store] in
                _ = try await store.finish(
                    jobs[0].id, token: jobs[0].token, outcome: .success, thenClaim: request, now: .at(2))
            },
            // Looks at what waits, and is too much.
            { [store] in
                await expectRefusal(.queueFull) {
                    _ = try await store.submit(
                        [.sample("9"), .sample("10")], limits: QueueLimits(jobs: 6), now: .at(2))
                }
            },
            { [store] in
                _ = try await store.finish(
                    jobs[1].id, token: jobs[1].token, outcome: .success, thenClaim: nil, now: .at(2))
            },
            // Comes to wait, before it is found to be too much.
            { [store] in
                _ = try await store.cancel(JobID(rawValue: "8"), now: .at(2))
            },
            { [store] in
                await expectRefusal(.queueFull) {
                    _ = try await store.retry(JobID(rawValue: "8"), limits: QueueLimits(jobs: 2), now: .at(2))
                }
            },
        ])
        try await check()
        let counts = try await store.counts().byState
        #expect(counts[.succeeded] == 2 && counts[.running] == 1 && counts[.cancelled] == 1 && counts[.queued] == 4)
    }

    @Test("Writes of all kinds beside each other leave true counts")
    func beside() async throws {
        try await submit(1...120)
        let (store, request) = (store, request)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    // Later with each: what failed is tried again before the end.
                    var time: Int64 = 1
                    var next = try? await store.claim(request, now: .at(time))?.job
                    var ended = 0
                    while let job = next {
                        ended += 1
                        time += 500
                        let outcome: JobOutcome =
                            switch (ended + worker) % 4 {
                            case 0: .failed(JobFailure(code: "X", message: "x", step: nil, retryable: true))
                            case 1: .released
                            default: .success
                            }
                        let end = try? await store.finish(
                            job.id, token: job.token, outcome: ended > 40 ? .success : outcome, thenClaim: request,
                            now: .at(time))
                        next = end?.next?.job
                    }
                }
            }
            for number in 1...40 {
                let id = JobID(rawValue: "\(number * 3)")
                group.addTask { _ = try? await store.cancel(id, now: .at(2)) }
                group.addTask { _ = try? await store.retry(id, limits: QueueLimits(jobs: 90), now: .at(3)) }
                group.addTask { try? await store.remove(id, now: .at(4)) }
            }
        }
        try await check()
        #expect(try await store.counts().byState.values.reduce(0, +) > 60)
    }
}
