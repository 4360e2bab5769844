import EmbeddedServer
import Foundation

/// Jobs that do nothing, on SQLite and on Redis, beside Celery's and beside what the disk allows.
struct QueueBench: Sendable {
    let jobs: Int
    let slots: Int
    /// Jobs that each find the worker idle.
    let alone: Int
    /// The folder of Celery's measurement; nil leaves it out.
    let peer: URL?

    func run(note: @Sendable (String) -> Void) async throws -> QueueReport {
        let scratch = try ScratchFolder("bench")
        note("the disk")
        var report = QueueReport(jobs: jobs, slots: slots, syncsPerSecond: try Self.syncs(in: scratch.url))
        note("SQLite")
        report.sqlite = .init(try await measure(QueueAddress(file: scratch.file("queue.sqlite").path)))
        note("Redis")
        let redis = try BenchRedis(in: scratch.url)
        report.redis = .init(try await measure(redis.address))
        try await redis.stop()
        if let peer {
            note("Celery")
            report.celery = try await CeleryPeer.measure(peer, jobs: jobs, scratch: scratch.url)
        }
        return report
    }

    private func measure(_ address: QueueAddress) async throws -> QueueTiming {
        do {
            return try await QueueTiming.measure(address, jobs: jobs, slots: slots, alone: alone)
        } catch {
            throw CommandError("The queue cannot be measured: \(error.description)")
        }
    }

    /// What one commit after the other can reach at most: 4 kB behind a file's end and on the disk.
    private static func syncs(in folder: URL) throws -> Double {
        let path = folder.appending(path: "syncs").path
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard file >= 0 else { throw CommandError("Cannot write '\(path)': \(String(cString: strerror(errno))).") }
        defer { close(file) }
        let page = [UInt8](repeating: 0x5A, count: 4096)
        let begun = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - begun < .seconds(1) {
            guard write(file, page, page.count) == page.count, fdatasync(file) == 0 else {
                throw CommandError("Cannot write '\(path)': \(String(cString: strerror(errno))).")
            }
            count += 1
        }
        return Double(count) / ((ContinuousClock.now - begun) / .seconds(1))
    }
}
