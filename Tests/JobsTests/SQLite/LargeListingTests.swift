import Foundation
import TestSupport
import Testing

@testable import Jobs

/// Listings as of a store with very many jobs: every way to find them gives the same, and none takes longer than it may.
@Suite struct LargeListingTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let count = 1_500
    private static let filters = [
        "", "tabby", "state:failed", "-state:succeeded tabby", "client:c3", "client:c3 tabby",
        "client:c3 -state:failed",
        "model:rare", "model:m client:c3 whale", "IMG_02", "nowhere", "zz", "state:failed whale", "whale -client:c1",
        "since:1970-01-01T00:00:02Z tabby", "until:1970-01-01T00:00:00.5Z", "state:failed since:1970-01-01T00:00:02.9Z",
        "ab state:succeeded,cancelled", "-tabby -whale",
    ]
    private static let limits: [String: ListingLimits] = [
        "collected": ListingLimits(),
        "met": ListingLimits(sorted: 3, collected: 5, keys: 7, counted: 10, stride: 40, budget: .seconds(600)),
        "by keys": ListingLimits(
            sorted: 3, collected: 400, keys: 2_000, counted: 10, stride: 40, budget: .seconds(600)),
        "out of time": ListingLimits(sorted: 3, collected: 5, keys: 7, counted: 10, stride: 40, budget: .zero),
    ]

    init() async throws {
        folder = try TemporaryFolder("large")
        path = folder.file("jobs.db").path
        let store = try SQLiteJobStore(path: path)
        let jobs = (0..<Self.count).map(Self.job)
        for start in stride(from: 0, to: jobs.count, by: 500) {
            #expect(try await store.restore(jobs[start..<start + 500].map { KeptJob(job: $0, payload: nil) }) == 500)
        }
        // All but the last are in the index of words.
        #expect(try await store.indexWords(limit: Self.count - 100) == Self.count - 100)
        try await store.close()
    }

    private static func job(_ number: Int) -> JobRecord {
        let time = JobInstant.at(Int64(number))
        var job = JobRecord(
            id: JobID(rawValue: String(format: "%05d", number * 7_919 % count)), state: .succeeded, revision: 3,
            sequence: 0,
            name: number % 500 == 3 ? "whale \(number)" : "IMG_\(String(format: "%04d", number)).jpg",
            route: number % 700 == 1 ? "rare@1" : "m@1", client: "c\(number % 11)", metadata: Data(), payloadBytes: 1,
            hasPayload: false, attempt: 1, maxAttempts: 3, createdAt: time)
        job.finishedAt = time.advanced(byMilliseconds: 5)
        switch number % 17 {
        case 0:
            job.state = .failed
            job.failure = JobFailure(code: "X", message: "Torn.")
        case 1: job.state = .cancelled
        default: job.summary = number % 16 == 2 ? "tabby cat" : "tench"
        }
        return job
    }

    @Test(arguments: limits.keys.sorted(), JobSort.allCases)
    func everyWayGivesTheSame(way: String, sort: JobSort) async throws {
        let limits = try #require(Self.limits[way])
        let store = try SQLiteJobStore(path: path, listing: limits)
        let all = try await MemoryCopy.of(store)
        for text in Self.filters {
            let filter = try JobFilter(parsing: text)
            let wanted = all.filter(filter.matches).sorted {
                sort.precedes((sort.key($0), $0.id), (sort.key($1), $1.id))
            }
            var (found, cursor, pages) = ([JobID](), String?.none, 0)
            repeat {
                let page = try await store.list(JobQuery(filter: filter, sort: sort, limit: 20, cursor: cursor))
                #expect(page.total <= wanted.count && (!page.isTotalExact || page.total == wanted.count), "\(text)")
                #expect(page.jobs.count <= 20)
                if limits.budget > .zero, page.nextCursor != nil { #expect(page.jobs.count == 20, "\(text)") }
                found += page.jobs.map(\.id)
                cursor = page.nextCursor
                pages += 1
                try #require(pages <= 200, "\(text) comes to no end.")
            } while cursor != nil
            #expect(found == wanted.map(\.id), "\(text)")
            let exact = try await store.list(JobQuery(filter: filter, sort: sort, limit: 1, wantsExactTotal: true))
            #expect(exact.total == wanted.count && exact.isTotalExact, "\(text)")
        }
        try await store.close()
    }

    @Test func withoutTimeAPageEndsWhereItGotTo() async throws {
        let store = try SQLiteJobStore(path: path, listing: try #require(Self.limits["out of time"]))
        let page = try await store.list(JobQuery(filter: JobFilter(parsing: "zz"), limit: 20))
        #expect(page.jobs.isEmpty && page.nextCursor != nil && !page.isTotalExact)
        try await store.close()
    }
}

private enum MemoryCopy {
    /// All jobs of a store, read without any filter.
    static func of(_ store: SQLiteJobStore) async throws -> [JobRecord] {
        var (jobs, cursor) = ([JobRecord](), String?.none)
        repeat {
            let page = try await store.list(JobQuery(limit: 500, cursor: cursor))
            jobs += page.jobs
            cursor = page.nextCursor
        } while cursor != nil
        return jobs
    }
}
