import Foundation
import GRDB
import TestSupport
import Testing

@testable import Jobs

/// Words are found through the index of those that have ended, and in the texts of those that have not.
@Suite struct WordSearchTests {
    /// 6,000 jobs, so many that not all are collected; every one ended unless told.
    private func filled(except waiting: Range<Int> = 0..<0) async throws -> StoreBench {
        let bench = try StoreBench(.sqlite)
        for start in stride(from: 0, to: 6_000, by: 1_000) {
            let jobs = (start..<start + 1_000).map { number in
                let name =
                    number % 2_000 == 17 ? "näive \"whale\" \(number).jpg" : "img_\(String(format: "%05d", number))"
                return NewJob.sample(
                    String(format: "%05d", number), name: name, route: waiting.contains(number) ? "later@1" : "m@1",
                    payload: Data([1]))
            }
            _ = try await bench.store.submit(jobs, maxQueued: 9_999, now: .at(Int64(start)))
        }
        var next = try await bench.claim(routes: ["m@1"])
        while let job = next {
            let request = ClaimRequest(worker: "w", routes: ["m@1"], leaseMilliseconds: 1_000)
            next = try await bench.store.finish(
                job.id, token: job.token,
                outcome: .succeeded(result: Data(), summary: job.id.rawValue.hasSuffix("99") ? "Tabby cat" : "tench"),
                thenClaim: request, now: .at(1)
            ).next?.job
        }
        return bench
    }

    private func indexAll(_ bench: StoreBench) async throws {
        while try await bench.store.indexWords(limit: 500) == 500 {}
    }

    @Test func whatIsIndexedIsFoundAsWhatIsNot() async throws {
        let bench = try await filled(except: 40..<50)
        let filters = [
            "whale", "\"whale 2\"", "NÄIVE", "img_00042", "_00045", "tabby", "ench", "17", "ä", "zzz", "abb cat",
            "img -tench", "whale state:succeeded", "whale since:1970-01-01T00:00:02Z", "-img", "00042 model:later",
        ]
        func pages() async throws -> [[String]] {
            var all: [[String]] = []
            for filter in filters {
                let parsed = try JobFilter(parsing: filter)
                let page = try await bench.store.list(JobQuery(filter: parsed, limit: 400, wantsExactTotal: true))
                #expect(page.isTotalExact)
                all.append(["\(filter) \(page.total)"] + page.jobs.map(\.id.rawValue))
            }
            return all
        }
        let before = try await pages()
        #expect(before[0].count == 4)
        #expect(before[3] == ["img_00042 1", "00042"])
        #expect(before[5].count == 61)
        try await indexAll(bench)
        #expect(try await pages() == before)

        // What can't be narrowed down may be counted in part, and says so.
        let hard = try JobFilter(parsing: "img -99")
        let exact = try await bench.store.list(JobQuery(filter: hard, limit: 1, wantsExactTotal: true))
        let quick = try await bench.store.list(JobQuery(filter: hard, limit: 1))
        #expect(quick.isTotalExact ? quick.total == exact.total : quick.total < exact.total)
        #expect(quick.jobs.map(\.id) == exact.jobs.map(\.id))
    }

    @Test func theIndexFollowsRetriesAndForgetting() async throws {
        let bench = try StoreBench(.sqlite)
        try await bench.add("one", "two", "six")
        for _ in 0..<3 {
            let job = try #require(try await bench.claim())
            try await bench.finish(job, .failure(retryable: false))
        }
        try await indexAll(bench)
        let found = try JobFilter(parsing: "broke")
        func candidates() async throws -> Int {
            try await (bench.store as! SQLiteJobStore).read { table in
                try Int.fetchOne(table.db, sql: "SELECT COUNT(*) FROM job_words WHERE job_words MATCH 'bro'") ?? -1
            }
        }
        #expect(try await candidates() == 3)
        _ = try await bench.store.retry(JobID(rawValue: "one"), maxQueued: 9, now: .at(1))
        try await bench.store.remove(JobID(rawValue: "two"), now: .at(1))
        #expect(try await candidates() == 1)
        #expect(try await bench.store.list(JobQuery(filter: found)).jobs.map(\.id.rawValue) == ["six"])
        let again = try #require(try await bench.claim())
        try await bench.finish(again, .failure(retryable: false))
        #expect(try await bench.store.list(JobQuery(filter: found)).total == 2)
        #expect(try await bench.store.indexWords(limit: 9) == 1)
        #expect(try await candidates() == 2)
    }
}
