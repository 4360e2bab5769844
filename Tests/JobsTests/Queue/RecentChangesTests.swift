import Foundation
import TestSupport
import Testing

@testable import Jobs

@Suite struct RecentChangesTests {
    private func change(_ sequence: Int64) -> JobRecord {
        JobRecord(accepting: .sample("j\(sequence)"), sequence: sequence, now: .at(0))
    }

    @Test func whatFollowsWithoutAGapIsGivenInWhateverOrderItCame() {
        let recent = RecentChanges()
        #expect(recent.following(0).isEmpty)
        recent.note([3, 1, 2, 5].map(change))
        #expect(recent.following(0).map(\.sequence) == [1, 2, 3])
        #expect(recent.following(2).map(\.sequence) == [3])
        #expect(recent.following(3).isEmpty, "The fourth has been made by somebody else, or is still to come.")
        #expect(recent.following(4).map(\.sequence) == [5])
        recent.note([change(4)])
        #expect(recent.following(3).map(\.sequence) == [4, 5])
        #expect(recent.following(5).isEmpty && recent.following(.max - 1).isEmpty)
    }

    @Test func onlyTheLastAreKeptAndAnOldOneDoesNotPushThemOut() {
        let recent = RecentChanges()
        let last = Int64(RecentChanges.capacity * 3)
        recent.note((1...last).map(change))
        let kept = last - Int64(RecentChanges.capacity)
        #expect(recent.following(kept - 1).isEmpty)
        #expect(recent.following(kept).count == RecentChanges.capacity)
        recent.note([change(kept)])
        #expect(recent.following(kept).count == RecentChanges.capacity)
    }

    /// Each state of a job, also where two of them were stored in one transaction; what was forgotten is the store's to tell.
    @Test(arguments: [StoreKind.memory, .sqlite])
    func aQueueKeepsItsChanges(kind: StoreKind) async throws {
        let bench = try StoreBench(kind)
        let queue = JobQueue(store: bench.store)
        let slots = IdleSlots()
        let key = queue.claimOffers.join(slots)
        let waiting = Task {
            await slots.wait(offering: { ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1_000) })
        }
        #expect(await Deadline.poll { queue.claimOffers.count == 1 })
        let heard = queue.subscribe()
        let accepted = try await queue.submit(.sample("a"))
        #expect(queue.recentChanges(after: 0).map(\.state) == [.queued, .running])
        guard case .job(let claimed) = await waiting.value else {
            return #expect(Bool(false), "It waited, so it was claimed for it.")
        }
        #expect(claimed.job.id == accepted.id)
        let end = try await queue.finish(
            accepted.id, token: try #require(claimed.job.lease).token,
            outcome: .succeeded(result: Data("{}".utf8), summary: ""))
        #expect(queue.recentChanges(after: claimed.job.sequence) == [end.job])
        try await queue.remove(accepted.id)
        #expect(queue.recentChanges(after: end.job.sequence).isEmpty)
        #expect(try await queue.changes(after: end.job.sequence, limit: 5).count == 1)
        queue.claimOffers.leave(key)
        queue.close()
        var told: Int64 = 0
        for await sequence in heard { told = sequence }
        #expect(told == end.job.sequence + 1, "Followers are told of a sequence that nobody has given them.")
    }
}
