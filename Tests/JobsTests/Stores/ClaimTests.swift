import Foundation
import Jobs
import Testing

@Suite struct ClaimTests {
    @Test(arguments: StoreKind.allCases)
    func givesTheOldestUnderALease(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("b", at: 10)
        try await bench.add("a", at: 20)
        let job = try #require(try await bench.claim(lease: 300, worker: "w/1", at: 50))
        #expect(job.id.rawValue == "b")
        #expect(job.state == .running)
        #expect(job.attempt == 1)
        #expect(job.startedAt == .at(50))
        #expect(job.lease == JobLease(token: 1, worker: "w/1", expiresAt: .at(350)))
        #expect(job.revision == 2)
        #expect(job.sequence == 3)
        #expect(try await bench.job("b") == job)
        #expect(try await bench.claim(at: 60)?.token == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func looksOnlyAtItsRoutes(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", route: "m@1")
        try await bench.add("b", route: "m@2")
        try await bench.add("c", route: "n@1")
        #expect(try await bench.claim(routes: []) == nil)
        #expect(try await bench.claim(routes: ["m", "M@1"]) == nil)
        #expect(try await bench.claim(routes: ["n@1", "m@2"])?.id.rawValue == "b")
        #expect(try await bench.claim(routes: ["n@1", "m@2"])?.id.rawValue == "c")
        #expect(try await bench.claim(routes: ["n@1", "m@2"]) == nil)
        #expect(try await bench.claim()?.id.rawValue == "a")
    }

    @Test(arguments: StoreKind.allCases)
    func clearsWhatTheLastAttemptLeft(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a")
        let first = try #require(try await bench.claim())
        _ = try await bench.store.progress(first.id, token: first.token, step: "inferring", fraction: 0.5, now: .at(1))
        let back = try await bench.finish(first, .failure(retryable: true))
        #expect(back.failure?.step == "inferring")
        let second = try #require(try await bench.claim(at: 1009))
        #expect(second.attempt == 2)
        #expect(second.step == nil && second.fraction == 0 && second.failure == nil)
        #expect(second.startedAt == .at(1009))
    }

    @Test(arguments: StoreKind.allCases)
    func neverGivesAJobTwice(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let count = 60
        for number in 0..<count { try await bench.add("job-\(number)") }
        let claims = try await withThrowingTaskGroup(of: [JobRecord].self) { group in
            for worker in 0..<16 {
                group.addTask {
                    var mine: [JobRecord] = []
                    while let job = try await bench.claim(worker: "w\(worker)") { mine.append(job) }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claims.count == count)
        #expect(Set(claims.map(\.id)).count == count)
        #expect(Set(claims.map(\.token)).count == count)
        #expect(claims.map(\.attempt).allSatisfy { $0 == 1 })
    }
}
