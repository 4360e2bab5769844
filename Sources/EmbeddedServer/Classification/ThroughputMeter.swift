import API
import Foundation
import Jobs

/// Rates and latencies of the jobs that this process has worked off in the last 60 seconds.
actor ThroughputMeter {
    private struct Sample {
        var at: ContinuousClock.Instant
        /// Acceptance, or the last retry, to result, milliseconds.
        var total: Double
        var timings: JobTimings
    }

    private let clock: any JobClock
    private let slots: Int
    private let start = ContinuousClock.now
    private var samples: [Sample] = []
    /// Enough for percentiles; older ones make room.
    private static let capacity = 4096
    private static let window = Duration.seconds(60)

    /// - Parameter slots: jobs at work at once.
    init(clock: any JobClock, slots: Int) {
        self.clock = clock
        self.slots = slots
    }

    func note(_ timings: JobTimings, queuedAt: JobInstant) {
        let total = Double(clock.now().milliseconds - queuedAt.milliseconds)
        if samples.count == Self.capacity { samples.removeFirst(Self.capacity / 4) }
        samples.append(Sample(at: .now, total: max(total, timings.work), timings: timings))
    }

    /// Successes a second: over the time since the first of them in the window, at least one second.
    var imagesPerSecond: Double {
        prune()
        guard let first = samples.first else { return 0 }
        return Double(samples.count) / max(1, (ContinuousClock.now - first.at) / .seconds(1))
    }

    /// Milliseconds that one job takes from a queue that every slot works on: the mean work of the last samples over the
    /// slots. Nil before the first. Unlike the rate, it does not depend on how busy the service was.
    var drainMilliseconds: Double? {
        let recent = samples.suffix(20)
        guard !recent.isEmpty else { return nil }
        return recent.map(\.timings.work).reduce(0, +) / Double(recent.count * slots)
    }

    var latencies: [String: Percentiles] {
        prune()
        guard !samples.isEmpty else { return [:] }
        var result = [ServiceStats.totalKey: Self.percentiles(samples.map(\.total))]
        for step in JobStep.allCases {
            let values = samples.compactMap { $0.timings[step] }
            if !values.isEmpty { result[step.rawValue] = Self.percentiles(values) }
        }
        return result
    }

    var uptimeSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    private func prune() {
        let oldest = ContinuousClock.now - Self.window
        if let keep = samples.firstIndex(where: { $0.at >= oldest }) {
            samples.removeFirst(keep)
        } else {
            samples.removeAll()
        }
    }

    /// Nearest rank.
    static func percentiles(_ values: [Double]) -> Percentiles {
        let sorted = values.sorted()
        func rank(_ share: Double) -> Double {
            sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
        }
        return Percentiles(p50: rank(0.50), p95: rank(0.95), p99: rank(0.99))
    }
}
