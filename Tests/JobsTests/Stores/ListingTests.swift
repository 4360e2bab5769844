import Foundation
import Jobs
import Testing

@Suite struct ListingTests {
    /// Five jobs, one in each state but for two queued, with names and routes that a careless query trips over.
    private func shelf(_ kind: StoreKind) async throws -> StoreBench {
        let bench = try StoreBench(kind)
        let jobs = [
            NewJob.sample("1", name: "Cat 100%.jpg", route: "MobileNet-v2@1", client: "ci-1"),
            NewJob.sample("2", name: "ÄPFEL_rot.png", route: "mobilenet-v2@2", client: "ci-2"),
            NewJob.sample("3", name: "a[1]?*.jpg", route: "tiny[1]@1", client: "ci-2"),
            NewJob.sample("4", name: "dog \"rex\".jpg", route: "tiny1@1", client: "CI-2"),
            NewJob.sample("5", name: "100 cats.jpg", route: "mobile", client: "ci-1"),
        ]
        _ = try await bench.store.submit(jobs, maxQueued: 9, now: .at(0))
        let first = try #require(try await bench.claim())
        try await bench.finish(first, .succeeded(result: Data(), summary: "Tabby, tabby cat"))
        let second = try #require(try await bench.claim())
        try await bench.finish(
            second, .failed(JobFailure(code: "UNREADABLE_IMAGE", message: "The picture ends early.")))
        _ = try await bench.store.cancel(JobID(rawValue: "3"), now: .at(0))
        _ = try await bench.claim()
        return bench
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            ("", ["5", "4", "3", "2", "1"]),
            ("state:queued", ["5"]), ("state:succeeded,failed", ["2", "1"]),
            ("-state:queued,running", ["3", "2", "1"]),
            ("STATE:Running", ["4"]), ("state:queued state:running", []),
            ("model:mobilenet-v2", ["2", "1"]), ("model:mobilenet-v2@1", ["1"]), ("model:mobile", ["5"]),
            ("model:mobile*", ["5", "2", "1"]), ("model:*@2", ["2"]), ("model:*v2*", ["2", "1"]),
            ("model:tiny[1]", ["3"]), ("model:tiny?@1", []), ("model:m*1", ["1"]), ("-model:mobile*", ["4", "3"]),
            ("client:ci-2", ["3", "2"]), ("-client:ci-2", ["5", "4", "1"]), ("client:ci-%", []),
            ("cat", ["5", "1"]), ("CAT", ["5", "1"]), ("100%", ["1"]), ("äpfel_", ["2"]), ("ÄPFEL", ["2"]),
            ("a\u{308}pfel", ["2"]), ("[1]?*", ["3"]), ("a_1", []), ("tabby", ["1"]), ("\"ends early\"", ["2"]),
            ("\"Tabby, tabby\"", ["1"]), ("jpg -cat", ["4", "3"]), ("4", ["4"]), ("-jpg", ["2"]),
            ("\"jpg\n1\"", []), ("'", []),
        ])
    func filters(kind: StoreKind, example: (filter: String, ids: [String])) async throws {
        let bench = try await shelf(kind)
        let page = try await bench.store.list(JobQuery(filter: JobFilter(parsing: example.filter)))
        #expect(page.jobs.map(\.id.rawValue) == example.ids)
        #expect(page.total == example.ids.count)
        #expect(page.nextCursor == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func sinceCountsFromItsMomentAndUntilEndsBeforeIt(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        for (id, time) in [("1", Int64(0)), ("2", 86_400_000), ("3", 86_400_001)] { try await bench.add(id, at: time) }
        for (filter, ids) in [
            ("since:1970-01-02", ["3", "2"]), ("until:1970-01-02", ["1"]), ("-since:1970-01-02", ["1"]),
            ("since:1970-01-02T00:00:00.001Z", ["3"]),
            ("since:1970-01-01T02:00:00+01:00 until:1970-01-03", ["3", "2"]),
        ] {
            #expect(try await bench.listed(filter) == ids, "\(filter)")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func sortsByCreationAndByEnd(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("1", "2", "3", "4")
        for (id, end) in [("3", Int64(20)), ("1", 20), ("2", 30)] {
            _ = try await bench.store.cancel(JobID(rawValue: id), now: .at(end))
        }
        for (sort, ids) in [
            (JobSort.newest, ["4", "3", "2", "1"]), (.oldest, ["1", "2", "3", "4"]),
            (.newestFinished, ["2", "3", "1", "4"]), (.oldestFinished, ["4", "1", "3", "2"]),
        ] {
            var paged: [String] = []
            var cursor: String?
            repeat {
                let page = try await bench.store.list(JobQuery(sort: sort, limit: 1, cursor: cursor))
                paged += page.jobs.map(\.id.rawValue)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(paged == ids, "\(sort)")
        }
        let cursor = try await bench.store.list(JobQuery(limit: 1)).nextCursor
        await expectRefusal(.invalidCursor) {
            _ = try await bench.store.list(JobQuery(sort: .oldest, limit: 1, cursor: cursor))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func pagesStayInPlaceUnderInserts(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("b1", "b2", "b3", "b4", "b5")
        let first = try await bench.store.list(JobQuery(limit: 2))
        #expect(first.jobs.map(\.id.rawValue) == ["b5", "b4"])
        #expect(first.total == 5)
        try await bench.add("c1", "b35")
        let second = try await bench.store.list(JobQuery(limit: 2, cursor: first.nextCursor))
        #expect(second.jobs.map(\.id.rawValue) == ["b35", "b3"])
        #expect(second.total == 7)
        let third = try await bench.store.list(JobQuery(limit: 2, cursor: second.nextCursor))
        #expect(third.jobs.map(\.id.rawValue) == ["b2", "b1"])
        #expect(third.nextCursor == nil)
        #expect(first.nextCursor?.contains("b4") == false, "A cursor is opaque.")
    }

    @Test(arguments: StoreKind.allCases)
    func aCursorWorksWithAFilter(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        for number in 1...6 { try await bench.add("n\(number)", client: number.isMultiple(of: 2) ? "even" : "odd") }
        var query = JobQuery(filter: try JobFilter(parsing: "client:even"), limit: 2)
        let first = try await bench.store.list(query)
        query.cursor = first.nextCursor
        let second = try await bench.store.list(query)
        #expect((first.jobs + second.jobs).map(\.id.rawValue) == ["n6", "n4", "n2"])
        #expect(first.total == 3 && second.total == 3 && second.nextCursor == nil)
    }

    @Test(arguments: StoreKind.allCases, ["", "!", "MTo", "eHh4", "MTphYmM=x", String(repeating: "M", count: 300)])
    func refusesStrangeCursors(kind: StoreKind, cursor: String) async throws {
        let bench = try StoreBench(kind)
        await expectRefusal(.invalidCursor) { _ = try await bench.store.list(JobQuery(cursor: cursor)) }
    }

    @Test(arguments: StoreKind.allCases)
    func keepsTheLimitWithinBounds(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        #expect(try await bench.store.list(JobQuery(limit: -3)).jobs.count == 1)
        #expect(try await bench.store.list(JobQuery(limit: .max)).jobs.count == 2)
    }
}
