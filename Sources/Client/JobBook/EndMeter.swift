import API
import Foundation

/// The ends of the last minute, for rates and percentiles.
struct EndMeter {
    /// Seconds that count.
    private static let window = 60.0

    private var ends: [(at: Date, milliseconds: Double, succeeded: Bool)] = []
    private var start: Date?

    mutating func record(_ job: Job, at now: Date) {
        start = start ?? now
        guard let end = job.finishedAt, now.timeIntervalSince(end) < Self.window else { return }
        ends.append((end, max(0, end.timeIntervalSince(job.createdAt) * 1000), job.status == .succeeded))
        // Most of the time only a few are old.
        if ends.count > 1_000, now.timeIntervalSince(ends[ends.count / 2].at) > Self.window { prune(now) }
    }

    mutating func fill(_ stats: inout ServiceStats, at now: Date) {
        prune(now)
        guard let start, !ends.isEmpty else { return }
        let seconds = min(Self.window, max(1, now.timeIntervalSince(start)))
        stats.imagesPerSecond = Double(ends.count { $0.succeeded }) / seconds
        let sorted = ends.map(\.milliseconds).sorted()
        func rank(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
        stats.latencyMs[ServiceStats.totalKey] = Percentiles(p50: rank(0.5), p95: rank(0.95), p99: rank(0.99))
    }

    private mutating func prune(_ now: Date) {
        ends.removeAll { now.timeIntervalSince($0.at) >= Self.window }
    }
}
