import Synchronization
import TestSupport
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(1))) struct IdleSlotsTests {
    @Test func asManyAreWokenAsAreAskedFor() async throws {
        let slots = IdleSlots()
        let woken = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { if await slots.wait() { woken.add() } } }
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
        #expect(await !slots.wait())
    }

    @Test func oneThatComesToWaitAfterAWakeUpLooksAgainOnce() async {
        let slots = IdleSlots()
        slots.wake(2)
        #expect(await slots.wait())
        async let second = slots.wait()
        slots.close()
        #expect(await !second)
    }

    @Test func aCancelledOneWaitsNoLonger() async {
        let slots = IdleSlots()
        let task = Task { await slots.wait() }
        task.cancel()
        #expect(await !task.value)
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

private final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
