import API
import Foundation
import HTTPTypes
import Hummingbird
import Inference
import Jobs
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite(.timeLimit(.minutes(1))) struct EventFollowerTests {
    /// A connection that takes nothing until it is opened.
    private final class SlowConnection: Sendable {
        private let opened: AsyncStream<Void>
        private let open: AsyncStream<Void>.Continuation
        private let taken = Mutex("")
        private let waits = Mutex(false)

        init() { (opened, open) = AsyncStream<Void>.makeStream() }

        var text: String { taken.withLock { $0 } }
        var isWaiting: Bool { waits.withLock { $0 } }

        func unblock() { open.finish() }

        func take(_ buffer: ByteBuffer) async {
            waits.withLock { $0 = true }
            for await _ in opened {}
            taken.withLock { $0 += String(buffer: buffer) }
        }
    }

    private struct SlowWriter: ResponseBodyWriter {
        let connection: SlowConnection

        mutating func write(_ buffer: ByteBuffer) async throws { await connection.take(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private func jobs(_ range: Range<Int>) throws -> [NewJob] {
        let image = ImageInfo(
            name: "a.png", format: "png", width: 1, height: 1, bytes: 1, sha256: String(repeating: "0", count: 64))
        let metadata = try WireCoding.encoder().encode(JobMetadata(image: image, topK: 5, requestID: nil))
        return range.map {
            NewJob(
                id: JobID(rawValue: "job-\($0)"), name: "a.png", route: "m@1", client: "c", metadata: metadata,
                payload: Data([1]))
        }
    }

    @Test func whoIsTooSlowIsToldAndMissesNothing() async throws {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let queue = JobQueue(store: MemoryJobStore())
        let service = ClassificationService(
            queue: queue, library: ModelLibrary(folders: []), meter: ThroughputMeter(clock: queue.clock, slots: 1),
            cache: nil, limits: Limits(), logger: quiet)
        let hub = EventHub(service: service, logger: quiet)
        let connection = SlowConnection()
        let (closed, close) = AsyncStream<Void>.makeStream()
        let handing = Task { try await hub.run() }
        let following = Task {
            var writer: any ResponseBodyWriter = SlowWriter(connection: connection)
            try await EventFollower(service: service, hub: hub, selection: EventSelection())
                .run(after: 0, until: closed, giveUp: {}, into: &writer)
        }
        #expect(await Deadline.poll { connection.isWaiting })
        // Somebody who keeps up says when everything has been handed out, but for the last page.
        let prompt = EventMailbox {}
        let key = try await hub.join(prompt)
        let count = 2 * EventMailbox.capacity
        var heard = 0
        for start in stride(from: 0, to: count, by: 128) {
            _ = try await queue.submit(jobs(start..<start + 128))
            #expect(
                await Deadline.poll {
                    if case .frames(let frames) = prompt.take() { heard += frames.count }
                    return heard == start + 128
                })
        }
        hub.leave(key)
        connection.unblock()
        #expect(await Deadline.poll { connection.text.contains("job-\(count - 1)\"") })
        close.finish()
        try await following.value
        handing.cancel()
        _ = await handing.result

        let events = connection.text.matches(of: /event: ([a-z]+)\nid: [0-9]+\ndata: (.*)\n\n/)
        #expect(events.prefix(2).map(\.1) == ["live", "gap"])
        #expect(events.prefix(2).map(\.2) == ["{}", "{}"])
        #expect(events.dropFirst(2).count == count && events.dropFirst(2).allSatisfy { $0.1 == "job" })
    }
}
