import Foundation
import GRDB
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct GroupCommitTests {
    private let folder: TemporaryFolder
    private let store: SQLiteJobStore
    private let queue: JobQueue

    init() throws {
        folder = try TemporaryFolder("group")
        store = try SQLiteJobStore(path: folder.file("jobs.db").path)
        queue = JobQueue(store: store, limits: QueueLimits(jobs: 40))
    }

    /// Holds the writer until `body` has asked for its writes, and counts the commits made for them.
    private func commits<Value: Sendable>(
        for waiting: Int, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> (Value, Int) {
        let counter = CommitCounter()
        store.pool.add(transactionObserver: counter, extent: .observerLifetime)
        let held = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in held.wait() }
        async let value = body()
        while store.commits.waitingCount < waiting { await Task.yield() }
        held.signal()
        return (try await value, counter.commits)
    }

    @Test func allThatWaitShareOneTransaction() async throws {
        let queue = queue
        let (jobs, commits) = try await commits(for: 32) {
            try await withThrowingTaskGroup(of: JobRecord.self) { group in
                for _ in 0..<32 { group.addTask { try await queue.submit(.sample(queue.newID().rawValue)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(commits == 1)
        #expect(Set(jobs.map(\.sequence)) == Set(1...32))
        #expect(try await queue.counts().byState[.queued] == 32)
    }

    @Test func aRefusedOneLeavesTheOthersAlone() async throws {
        let queue = queue
        _ = try await queue.submit(.sample("job-0"))
        let (codes, commits) = try await commits(for: 50) {
            await withTaskGroup(of: JobError.Code?.self) { group in
                for number in 0..<50 {
                    group.addTask { await refusal(of: "job-\(number % 49)", by: queue) }
                }
                return await group.reduce(into: [JobError.Code?]()) { $0.append($1) }
            }
        }
        #expect(commits == 1)
        let refused = codes.compactMap(\.self)
        #expect(refused.count == 11)
        #expect(refused.allSatisfy { $0 == .queueFull || $0 == .conflict })
        #expect(try await queue.counts().byState[.queued] == 40)
    }

    /// Alone it has no savepoint: the whole transaction is taken back, and with it what it has counted.
    @Test func aRefusedOneThatIsAloneLeavesNothing() async throws {
        let store = store
        let first = try await queue.submit(.sample("job-0"))
        for _ in 0..<3 {
            await expectRefusal(.conflict) {
                _ = try await store.submit([.sample("new"), .sample("job-0")], limits: QueueLimits(), now: .at(0))
            }
        }
        #expect(try await queue.counts().byState[.queued] == 1)
        #expect(try await queue.submit(.sample("job-1")).sequence == first.sequence + 1)
    }

    /// As after some failures of the disk: a write that goes on as if nothing had happened must not leave the others without
    /// their transaction.
    @Test func whatSQLiteHasRolledBackByItselfStoresNothing() async throws {
        let store = store
        let queue = queue
        let first = try await queue.submit(.sample("job-0"))
        let (codes, commits) = try await commits(for: 3) {
            // In this order in the transaction.
            async let before = refusal(of: "before", by: queue)
            while store.commits.waitingCount < 1 { await Task.yield() }
            async let rolledBack = expectRefusal(.storeUnavailable) {
                try await store.write { table in try table.db.execute(sql: "ROLLBACK") }
            }
            while store.commits.waitingCount < 2 { await Task.yield() }
            async let behind = refusal(of: "behind", by: queue)
            return await [before, rolledBack?.code, behind]
        }
        #expect(codes == [.storeUnavailable, .storeUnavailable, .storeUnavailable])
        #expect(commits == 0)
        #expect(try await queue.counts().byState[.queued] == 1)
        #expect(try await queue.submit(.sample("job-1")).sequence == first.sequence + 1)
    }

    @Test func aCancelledCallerHearsTheTruth() async throws {
        let queue = queue
        let caller = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await queue.submit(.sample("a"))
        }
        #expect(try await caller.value.state == .queued)
        #expect(try await queue.job(JobID(rawValue: "a")).state == .queued)
    }

    /// A slot begins before the commit. Should that fail, there is no job: the attempt's end is refused, and all goes on.
    @Test func aSlotThatBeganWithAJobThatNeverWasGoesOn() async throws {
        let handler = ScriptedHandler { _, _, _ in .done }
        let bench = try WorkerBench(slots: 1, handler: handler)
        try await bench.run {
            await bench.untilIdle(slots: 1)
            let veto = CommitCounter(vetoes: true)
            bench.sqlite.pool.add(transactionObserver: veto, extent: .observerLifetime)
            await expectRefusal(.storeUnavailable) { _ = try await bench.submit("never") }
            bench.sqlite.pool.remove(transactionObserver: veto)
            #expect(await handler.next()?.id.rawValue == "never")
            await expectRefusal(.notFound) { _ = try await bench.queue.job(JobID(rawValue: "never")) }
            try await bench.queue.probe()
            let id = try await bench.submit("next")
            #expect(await handler.next()?.id == id)
            #expect(try await bench.end(of: id).state == .succeeded)
        }
        #expect(bench.log.messages(.warning).contains { $0.contains("refused") })
    }

    /// Two acceptances share a transaction, and a slot gets the other one's job, with a payload that nobody can read yet.
    @Test func whoBeginsBeforeTheCommitHasThePayload() async throws {
        let store = store
        let large = Data(repeating: 7, count: ClaimedJob.inlineBytes + 1)
        let given = Mutex<ClaimedJob?>(nil)
        let offer = ClaimOffer(ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1_000)) { job in
            given.withLock { $0 = job }
        }
        let (_, commits) = try await commits(for: 2) {
            async let first = store.accept(
                [.sample("a", payload: large)], limits: QueueLimits(), thenClaim: [], now: .at(0))
            while store.commits.waitingCount < 1 { await Task.yield() }
            async let second = store.accept([.sample("b")], limits: QueueLimits(), thenClaim: [offer], now: .at(0))
            return (try await first, try await second)
        }
        #expect(commits == 1)
        let job = try #require(given.withLock { $0 })
        #expect(job.job.id.rawValue == "a" && job.payload == large)
    }

    @Test func aFailedCommitFailsAllInIt() async throws {
        let queue = queue
        let veto = CommitCounter(vetoes: true)
        store.pool.add(transactionObserver: veto, extent: .observerLifetime)
        await expectRefusal(.storeUnavailable) { _ = try await queue.submit(.sample("a")) }
        await expectRefusal(.notFound) { _ = try await queue.job(JobID(rawValue: "a")) }
        store.pool.remove(transactionObserver: veto)
        #expect(try await queue.submit(.sample("a")).sequence == 1)
    }
}

private func refusal(of id: String, by queue: JobQueue) async -> JobError.Code? {
    do {
        _ = try await queue.submit(.sample(id))
        return nil
    } catch {
        return error.code
    }
}

private final class CommitCounter: TransactionObserver, Sendable {
    private struct Veto: Error {}
    private let count = Mutex(0)
    private let vetoes: Bool

    init(vetoes: Bool = false) {
        self.vetoes = vetoes
    }

    var commits: Int { count.withLock { $0 } }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws { if vetoes { throw Veto() } }
    func databaseDidCommit(_ db: Database) { count.withLock { $0 += 1 } }
    func databaseDidRollback(_ db: Database) {}
}
