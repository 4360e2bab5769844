import Jobs
import NIOCore
import Synchronization
import Testing

@testable import EmbeddedServer

@Suite struct EventMailboxTests {
    private func frames(_ range: ClosedRange<Int64>) -> [EventFrame] {
        range.map { EventFrame(sequence: $0, job: JobID(rawValue: "a"), state: .queued, bytes: ByteBuffer()) }
    }

    private func sequences(_ taken: EventMailbox.Taken) -> [Int64]? {
        if case .frames(let frames) = taken { frames.map(\.sequence) } else { nil }
    }

    @Test func givesWhatCameInOnce() {
        let wakes = Mutex(0)
        let mailbox = EventMailbox { wakes.withLock { $0 += 1 } }
        mailbox.put(frames(1...2))
        mailbox.put(frames(3...3))
        #expect(wakes.withLock { $0 } == 2)
        #expect(sequences(mailbox.take()) == [1, 2, 3])
        #expect(sequences(mailbox.take()) == [])
    }

    @Test func aFullOneIsAGapUntilItIsTaken() {
        let mailbox = EventMailbox {}
        mailbox.put(frames(1...Int64(EventMailbox.capacity)))
        mailbox.put(frames(1000...1000))
        mailbox.put(frames(1001...1001))
        #expect(sequences(mailbox.take()) == nil)
        mailbox.put(frames(1002...1002))
        #expect(sequences(mailbox.take()) == [1002])
    }

    @Test func whoChoseStatesHearsOfForgottenJobsToo() {
        let running = EventFrame(sequence: 1, job: JobID(rawValue: "a"), state: .running, bytes: ByteBuffer())
        let gone = EventFrame(sequence: 2, job: JobID(rawValue: "a"), state: nil, bytes: ByteBuffer())
        #expect(EventSelection().takes(running) && EventSelection().takes(gone))
        let failed = EventSelection(states: [.failed])
        #expect(!failed.takes(running) && failed.takes(gone))
        let other = EventSelection(job: JobID(rawValue: "b"))
        #expect(!other.takes(running) && !other.takes(gone))
    }
}
