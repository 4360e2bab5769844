import Foundation
import Inference
import Testing

@testable import Processes

/// Who gets which image, without a process.
struct WorkQueueTests {
    private static func item() -> (WorkItem, AsyncStream<WorkItem.Event>) {
        let (events, continuation) = AsyncStream.makeStream(
            of: WorkItem.Event.self, bufferingPolicy: .bufferingNewest(1))
        return (WorkItem(.preview(side: 16), Data(), limits: ImageLimits(), events: continuation), events)
    }

    private static func isWoken(_ lane: WakeEvent) -> Bool {
        defer { lane.clear() }
        return DescriptorWait.wait(for: [lane.descriptor], until: .now) != nil
    }

    @Test func firstComeFirstServed() throws {
        let queue = WorkQueue()
        let lane = try WakeEvent()
        let items = (0..<3).map { _ in Self.item().0 }
        for item in items { queue.add(item) }
        queue.putBack(try #require(queue.take(for: lane)))
        for item in items { #expect(queue.take(for: lane) === item) }
        #expect(queue.take(for: lane) == nil)
    }

    @Test func anIdleLaneIsWokenAndAnotherWhenItIsGone() throws {
        let queue = WorkQueue()
        let (first, second) = (try WakeEvent(), try WakeEvent())
        #expect(queue.take(for: first) == nil && queue.take(for: second) == nil)
        queue.add(Self.item().0)
        let woken = [first, second].filter { Self.isWoken($0) }
        #expect(woken.count == 1)
        queue.leave(woken[0])
        let other = woken[0] === first ? second : first
        #expect(Self.isWoken(other))
        #expect(queue.take(for: other) != nil)
    }

    @Test func whatIsCancelledIsNotHandedOutAndAtWorkWakesItsLane() throws {
        let queue = WorkQueue()
        let lane = try WakeEvent()
        let (waiting, working) = (Self.item().0, Self.item().0)
        queue.add(working)
        #expect(queue.take(for: lane) === working)
        queue.add(waiting)
        queue.cancel(waiting)
        #expect(queue.take(for: lane) == nil)
        lane.clear()
        queue.cancel(working)
        #expect(working.isCancelled && Self.isWoken(lane))
    }

    @Test func aStopEndsWhatWaitsAndWhatComesLater() async throws {
        let queue = WorkQueue()
        let lane = try WakeEvent()
        queue.register(lane)
        let (before, beforeEvents) = Self.item()
        let (after, afterEvents) = Self.item()
        queue.add(before)
        queue.stop()
        queue.add(after)
        #expect(queue.isStopped && Self.isWoken(lane) && queue.take(for: lane) == nil)
        for events in [beforeEvents, afterEvents] {
            for await case .end(let result) in events {
                #expect(throws: CancellationError.self) { try result.get() }
            }
        }
    }

    @Test func anEndReplacesStepsThatNobodyHasSeenYet() async throws {
        let (item, events) = Self.item()
        item.note(.decoding)
        item.note(.inferring)
        item.end(.success(.preview(Data([1]))))
        var seen = 0
        for await event in events {
            seen += 1
            guard case .end = event else { return #expect(Bool(false), "a step came after newer ones") }
        }
        #expect(seen == 1)
    }
}
