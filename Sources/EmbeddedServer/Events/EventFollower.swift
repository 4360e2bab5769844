import API
import Hummingbird
import Jobs
import NIOCore
import Synchronization

/// One follower's stream: first from the store what changed since it was last here, then from its mailbox what the hub
/// hands out. One that was too slow for its mailbox is told of the gap and catches up from the store, where the changes
/// of one job are merged into the latest.
struct EventFollower: Sendable {
    let service: ClassificationService
    let hub: EventHub
    let selection: EventSelection

    /// Seconds between signs of life on a silent stream.
    static let heartbeatSeconds = 5
    /// Seconds that the connection may take to accept what is written.
    static let patienceSeconds = 15
    private static let pageSize = 200

    private enum Wake: Sendable {
        case changed, heartbeat, closed
    }

    /// - Parameter giveUp: ends a connection that does not take what is sent.
    func run(
        after start: Int64, until closed: AsyncStream<Void>, giveUp: @escaping @Sendable () -> Void,
        into writer: inout any ResponseBodyWriter
    ) async throws {
        let (wakes, waker) = AsyncStream<Wake>.makeStream(bufferingPolicy: .bufferingNewest(8))
        let mailbox = EventMailbox(selection) { waker.yield(.changed) }
        let key = try await hub.join(mailbox)
        defer { hub.leave(key) }
        let writing = WriteClock()
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                for await _ in closed {}
                waker.yield(.closed)
                waker.finish()
            }
            group.addTask {
                while (try? await Task.sleep(for: .seconds(Self.heartbeatSeconds))) != nil {
                    if writing.isStuck(for: .seconds(Self.patienceSeconds)) { giveUp() }
                    waker.yield(.heartbeat)
                }
            }
            func write(_ bytes: ByteBuffer) async throws {
                writing.begin()
                try await writer.write(bytes)
                writing.end()
            }
            var last = try await catchUp(after: start, write)
            try await write(Self.marker(JobEvent.liveName, last))
            for await wake in wakes {
                switch wake {
                case .changed:
                    switch mailbox.take() {
                    case .frames(let frames):
                        let new = frames.filter { $0.sequence > last }
                        last = new.last?.sequence ?? last
                        try await send(new, write)
                    case .gap:
                        try await write(Self.marker(JobEvent.gapName, last))
                        last = try await catchUp(after: last, write)
                    }
                case .heartbeat: try await write(ByteBuffer(string: ": still here\n\n"))
                case .closed: return
                }
            }
        }
    }

    private static func marker(_ name: String, _ sequence: Int64) -> ByteBuffer {
        ByteBuffer(string: "event: \(name)\nid: \(sequence)\ndata: {}\n\n")
    }

    /// Sends what is in the store after `sequence`; returns the new place.
    private func catchUp(after sequence: Int64, _ write: (ByteBuffer) async throws -> Void) async throws -> Int64 {
        var last = sequence
        while true {
            let page = try await service.queue.changes(after: last, limit: Self.pageSize)
            try await send(try await EventFrame.make(page, service: service), write)
            last = page.last?.sequence ?? last
            if page.count < Self.pageSize { return last }
        }
    }

    private func send(_ frames: [EventFrame], _ write: (ByteBuffer) async throws -> Void) async throws {
        let wanted = frames.filter(selection.takes)
        guard var bytes = wanted.first?.bytes else { return }
        for frame in wanted.dropFirst() { bytes.writeImmutableBuffer(frame.bytes) }
        try await write(bytes)
    }
}

/// Since when a write has been waiting for its connection.
private final class WriteClock: Sendable {
    private let start = Mutex<ContinuousClock.Instant?>(nil)

    func begin() { start.withLock { $0 = .now } }
    func end() { start.withLock { $0 = nil } }
    func isStuck(for time: Duration) -> Bool { start.withLock { $0.map { .now - $0 > time } ?? false } }
}
