import API
import Foundation
import Hummingbird
import Jobs
import NIOCore

/// What a follower wants to see; everything by default.
struct EventSelection: Sendable {
    var job: JobID?
    var states: Set<JobState>?

    func takes(_ record: JobRecord) -> Bool {
        (job == nil || job == record.id) && (states?.contains(record.state) ?? true)
    }
}

/// One follower's stream. It reads changes from the store, not from a buffer of its own: a slow follower holds nothing,
/// gets changes of one job merged into the latest, and can resume anywhere, also after a restart of the service.
struct EventFollower: Sendable {
    let service: ClassificationService
    let selection: EventSelection

    /// Seconds between signs of life on a silent stream.
    static let heartbeatSeconds = 5
    private static let pageSize = 200

    private enum Wake: Sendable {
        case changed, heartbeat, closed
    }

    func run(
        after start: Int64, until closed: AsyncStream<Void>, into writer: inout any ResponseBodyWriter
    ) async throws {
        let (wakes, waker) = AsyncStream<Wake>.makeStream(bufferingPolicy: .bufferingNewest(8))
        // Subscribed before the first read: no change can fall between the two.
        let changes = service.queue.subscribe()
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                for await _ in changes { waker.yield(.changed) }
                waker.finish()
            }
            group.addTask {
                for await _ in closed {}
                waker.yield(.closed)
                waker.finish()
            }
            group.addTask {
                while (try? await Task.sleep(for: .seconds(Self.heartbeatSeconds))) != nil {
                    waker.yield(.heartbeat)
                }
            }
            var last = try await send(after: start, into: &writer)
            try await writer.write(ByteBuffer(string: "event: \(JobEvent.liveName)\nid: \(last)\ndata: {}\n\n"))
            for await wake in wakes {
                switch wake {
                case .changed: last = try await send(after: last, into: &writer)
                case .heartbeat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .closed: return
                }
            }
        }
    }

    /// Sends what changed after `sequence`; returns the new place.
    private func send(after sequence: Int64, into writer: inout any ResponseBodyWriter) async throws -> Int64 {
        var last = sequence
        while true {
            let page = try await service.queue.changes(after: last, limit: Self.pageSize)
            let wanted = page.filter(selection.takes)
            if !wanted.isEmpty {
                var buffer = ByteBuffer()
                let encoder = WireCoding.encoder()
                for (record, job) in zip(wanted, try await service.show(wanted)) {
                    buffer.writeString("event: \(JobEvent.jobName)\nid: \(record.sequence)\ndata: ")
                    buffer.writeBytes(try encoder.encode(job))
                    buffer.writeString("\n\n")
                }
                try await writer.write(buffer)
            }
            last = page.last?.sequence ?? last
            if page.count < Self.pageSize { return last }
        }
    }
}
