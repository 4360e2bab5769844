import Synchronization
import TestSupport
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct IdleSlotsTests {
    @Test func asManyAreWokenAsAreAskedFor() async throws {
        let slots = IdleSlots()
        let woken = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { if case .look = await slots.wait() { woken.add() } } }
            // Until all wait; a wake-up before that is remembered once, by whoever comes next.
            try await Task.sleep(for: .milliseconds(100))
            slots.wake(3)
            #expect(await Deadline.poll { woken.value == 3 })
            try await Task.sleep(for: .milliseconds(50))
            #expect(woken.value == 3)
            slots.close()
            try await group.waitForAll()
        }
        #expect(woken.value == 3)
        #expect(await slots.wait().isStop)
    }

    @Test func oneThatComesToWaitAfterAWakeUpLooksAgainOnce() async {
        let slots = IdleSlots()
        slots.wake(2)
        guard case .look = await slots.wait() else { return #expect(Bool(false), "It has to look.") }
        async let second = slots.wait()
        slots.close()
        #expect(await second.isStop)
    }

    @Test func aCancelledOneWaitsNoLonger() async {
        let slots = IdleSlots()
        let task = Task { await slots.wait() }
        task.cancel()
        #expect(await task.value.isStop)
    }

    /// What is claimed for a slot reaches it, also while the worker stops: else the job would wait for its lease's end.
    @Test(arguments: [true, false], [true, false])
    func anOfferIsAnswered(withJob: Bool, whileItStops: Bool) async throws {
        let slots = IdleSlots()
        let request = ClaimRequest(worker: "w", routes: nil, leaseMilliseconds: 1)
        let task = Task { await slots.wait(offering: { request }) }
        var offers: [ClaimOffer] = []
        #expect(
            await Deadline.poll {
                offers += slots.takeOffers(atMost: 2)
                return offers.count == 1
            })
        #expect(offers.first?.request == request)
        if whileItStops {
            task.cancel()
            slots.close()
        }
        let job = ClaimedJob(job: JobRecord(accepting: .sample("a"), sequence: 1, now: .at(0)), payload: nil)
        if withJob { offers.first?.give(job) }
        offers.first?.decline()
        switch await task.value {
        case .job(let claimed): #expect(withJob && claimed.job == job.job)
        case .look: #expect(!withJob)
        case .stop: Issue.record("An answer is not lost.")
        }
    }

    /// On an idle worker a job needs no claim of its own, neither before it nor behind it.
    @Test func aJobOfAnIdleWorkerIsClaimedWithItsAcceptance() async throws {
        let handler = ScriptedHandler { _, _, _ in .done }
        let bench = try WorkerBench(slots: 2, handler: handler)
        try await bench.run {
            await bench.untilIdle(slots: 2)
            let claims = bench.store.claims
            for number in 0..<4 {
                let id = try await bench.submit("j\(number)")
                _ = await handler.next()
                #expect(try await bench.end(of: id).state == .succeeded)
                #expect(await Deadline.poll { bench.queue.claimOffers.count == 2 })
            }
            #expect(bench.store.claims == claims)
        }
    }

    @Test func aWorkerThatIsQuietOffersNothing() async throws {
        let handler = ScriptedHandler { _, _, _ in .done }
        let bench = try WorkerBench(slots: 2, handler: handler)
        try await bench.run {
            await bench.untilIdle(slots: 2)
            bench.worker.duty.set(.quiet)
            let id = try await bench.submit("a")
            #expect(try await bench.queue.job(id).state == .queued)
            bench.worker.duty.set(.working)
            #expect(try await bench.end(of: id).state == .succeeded)
        }
    }

    /// A burst on an idle worker of many slots: every job starts, though each arrival wakes but one slot.
    @Test func aBurstReachesAllSlots() async throws {
        let opened = Count()
        let handler = ScriptedHandler { _, _, _ in
            while opened.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            return .done
        }
        let bench = try WorkerBench(slots: 16, handler: handler)
        try await bench.run {
            await bench.clock.untilAsleep(for: WorkerBench.round)
            for number in 0..<16 { try await bench.submit("j\(number)") }
            for _ in 0..<16 { _ = await handler.next() }
            opened.add()
            for number in 0..<16 { try await bench.end(of: .init(rawValue: "j\(number)")) }
        }
    }
}

extension IdleSlots.News {
    fileprivate var isStop: Bool { if case .stop = self { true } else { false } }
}

private final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
