import Foundation
import Jobs
import Testing

/// The end of one attempt and the beginning of the next in one transaction.
@Suite struct FinishAndClaimTests {
    private let request = ClaimRequest(worker: "w/1", routes: nil, leaseMilliseconds: 300)

    @Test(arguments: StoreKind.allCases)
    func theNextJobComesWithTheEnd(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        let first = try #require(try await bench.claim())
        let finished = try await bench.store.finish(
            first.id, token: first.token, outcome: .success, thenClaim: request, now: .at(50))
        let next = try #require(finished.next)
        #expect(finished.job.state == .succeeded)
        #expect(next.job.id.rawValue == "b" && next.payload == Data("payload b".utf8))
        #expect(next.job.lease == JobLease(token: first.token + 1, worker: "w/1", expiresAt: .at(350)))
        #expect(next.job.sequence > finished.job.sequence)
        #expect(try await bench.job("a") == finished.job)
        #expect(try await bench.job("b") == next.job)
        let last = try await bench.store.finish(
            next.job.id, token: next.job.token, outcome: .success, thenClaim: request, now: .at(60))
        #expect(last.job.state == .succeeded && last.next == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aRefusedEndClaimsNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        let first = try #require(try await bench.claim())
        await expectRefusal(.leaseLost) {
            _ = try await bench.store.finish(
                first.id, token: first.token + 1, outcome: .success, thenClaim: request, now: .at(50))
        }
        #expect(try await bench.job("a").state == .running)
        #expect(try await bench.job("b").state == .queued)
    }

    @Test(arguments: StoreKind.allCases)
    func aPausedQueueGivesNothing(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        try await bench.add("a", "b")
        let first = try #require(try await bench.claim())
        try await bench.store.setPaused(true)
        let finished = try await bench.store.finish(
            first.id, token: first.token, outcome: .success, thenClaim: request, now: .at(50))
        #expect(finished.job.state == .succeeded && finished.next == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aLargePayloadIsReadApart(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let sizes = [ClaimedJob.inlineBytes, ClaimedJob.inlineBytes + 1]
        for size in sizes {
            let job = NewJob.sample("\(size)", payload: Data(count: size))
            _ = try await bench.store.submit([job], maxQueued: 9, now: .at(0))
        }
        let inline = try #require(try await bench.store.claim(request, now: .at(1)))
        let apart = try #require(try await bench.store.claim(request, now: .at(1)))
        #expect(inline.payload?.count == sizes[0])
        #expect(apart.payload == nil)
        #expect(try await bench.store.payload(apart.job.id).count == sizes[1])
    }
}
