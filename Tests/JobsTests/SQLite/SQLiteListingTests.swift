import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

/// Listings of a store with so many jobs that it goes along the ids, and of one that an older version made.
@Suite struct SQLiteListingTests {
    @Test func manyJobsAreListedAsFewAre() async throws {
        let bench = try StoreBench(.sqlite)
        let jobs = (0..<6_000).map { number in
            NewJob.sample(
                String(format: "%05d", number), route: number % 3 == 0 ? "m@1" : "n@\(number % 2)",
                client: number % 1_000 == 7 ? "rare" : "often", payload: Data([1]))
        }
        for start in stride(from: 0, to: jobs.count, by: 1_000) {
            _ = try await bench.store.submit(
                Array(jobs[start..<start + 1_000]), maxQueued: 9_999, now: .at(Int64(start)))
        }
        func expect(_ filter: String, _ matches: (Int) -> Bool) async throws {
            let page = try await bench.store.list(JobQuery(filter: JobFilter(parsing: filter), limit: 3))
            let all = (0..<6_000).reversed().filter(matches)
            #expect(page.total == all.count, "\(filter)")
            #expect(page.jobs.map { Int($0.id.rawValue) } == all.prefix(3).map(Optional.some), "\(filter)")
            #expect((page.nextCursor != nil) == (all.count > 3), "\(filter)")
            guard let cursor = page.nextCursor else { return }
            let next = try await bench.store.list(
                JobQuery(filter: JobFilter(parsing: filter), limit: 3, cursor: cursor))
            #expect(
                next.jobs.map { Int($0.id.rawValue) } == all.dropFirst(3).prefix(3).map(Optional.some), "\(filter)")
        }
        try await expect("client:often") { $0 % 1_000 != 7 }
        try await expect("client:rare") { $0 % 1_000 == 7 }
        try await expect("client:nobody") { _ in false }
        try await expect("-client:rare state:queued") { $0 % 1_000 != 7 }
        try await expect("model:m") { $0 % 3 == 0 }
        try await expect("model:*@1") { $0 % 3 == 0 || $0 % 2 == 1 }
        try await expect("-model:m client:rare") { $0 % 3 != 0 && $0 % 1_000 == 7 }
        try await expect("since:1970-01-01T00:00:04Z") { $0 >= 4_000 }
        try await expect("until:1970-01-01T00:00:01Z") { $0 < 1_000 }
        try await expect("until:1970-01-01T00:00:05.500Z") { _ in true }
        try await expect("since:1970-01-01T00:00:05Z client:rare") { $0 >= 5_000 && $0 % 1_000 == 7 }
        try await expect("00007") { $0 == 7 }
        try await expect("state:failed,cancelled") { _ in false }
    }

    @Test func theTallyFollowsEveryChange() async throws {
        let bench = try StoreBench(.sqlite)
        try await bench.add("1", "2", "3")
        let job = try #require(try await bench.claim())
        func total(_ filter: String) async throws -> Int {
            try await bench.store.list(JobQuery(filter: JobFilter(parsing: filter))).total
        }
        #expect(try await total("client:ci state:running") == 1)
        try await bench.finish(job, .failure(retryable: false))
        #expect(try await total("client:ci state:failed") == 1)
        #expect(try await total("model:m -state:queued") == 1)
        _ = try await bench.store.retry(job.id, maxQueued: 9, now: .at(0))
        #expect(try await total("client:ci state:queued") == 3)
        for id in ["1", "2", "3"] {
            _ = try await bench.store.cancel(JobID(rawValue: id), now: .at(0))
            try await bench.store.remove(JobID(rawValue: id), now: .at(0))
        }
        #expect(try await total("client:ci") == 0)
    }

    @Test func aStoreOfAnOlderVersionKeepsItsJobs() async throws {
        let folder = try TemporaryFolder("older")
        let path = folder.file("jobs.db").path
        let old = try DatabaseQueue(path: path)
        try SQLiteSchema.migrator.migrate(old, upTo: "2 forgotten ids")
        try await old.write { db in
            for (number, state) in ["succeeded", "queued", "queued", "running"].enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO job (id, state, revision, sequence, place, queued_at, name, route, route_folded, client,
                            metadata, payload_bytes, attempt, max_attempts, fraction, cancel_requested, created_at,
                            finished_at, search)
                        VALUES (?, ?, 1, ?, ?, 5, 'a.jpg', 'M@1', 'm@1', 'ci', x'', 3, 0, 3, 0, 0, 5, ?, 'a.jpg');
                        INSERT INTO payload (job_key, bytes) VALUES (last_insert_rowid(), x'010203');
                        """,
                    arguments: [
                        "\(number)", state, number + 1, number + 1, state == "succeeded" ? 7 : nil,
                    ])
            }
            try db.execute(sql: "UPDATE counter SET value = 4 WHERE name = 'sequence'")
        }
        try old.close()
        let store = try SQLiteJobStore(path: path)
        let counts = try await store.counts()
        #expect(counts.byState[.queued] == 2 && counts.queuedBytes == 6 && !counts.isPaused)
        #expect(try await store.list(JobQuery(filter: JobFilter(parsing: "model:m state:queued"))).total == 2)
        let new = NewJob.sample("new")
        _ = try await store.submit([new], maxQueued: 9, now: .at(9))
        var claimed: [String] = []
        while let job = try await store.claim(worker: "w", routes: nil, leaseMilliseconds: 9, now: .at(9)) {
            claimed.append(job.id.rawValue)
            #expect(job.priority == .normal && job.hasPayload)
        }
        #expect(claimed == ["1", "2", "new"], "Who waited before comes first.")
        #expect(try await store.list(JobQuery(sort: .newestFinished, limit: 1)).jobs.map(\.id.rawValue) == ["0"])
        try await store.close()
    }
}
