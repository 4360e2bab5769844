import Foundation

/// Many repetitions of one piece of work.
struct Measurement: Encodable, Sendable {
    var images: Int
    var seconds: Double
    var imagesPerSecond: Double
    /// Of the whole process, a piece, milliseconds.
    var cpuMilliseconds: Double
    /// A piece from its start to its end, milliseconds; nearest rank.
    var p50: Double
    var p95: Double
    var p99: Double
    /// The share of all cores that went to other programs meanwhile, 0...1: images a second are too few by as much.
    var others: Double

    enum CodingKeys: String, CodingKey {
        case images, seconds
        case imagesPerSecond = "images_per_second"
        case cpuMilliseconds = "cpu_ms_per_image"
        case p50 = "p50_ms"
        case p95 = "p95_ms"
        case p99 = "p99_ms"
        case others = "share_of_other_programs"
    }

    /// Each figure's median over several measurements of the same work; images and seconds are summed.
    static func median(_ all: [Measurement]) -> Measurement {
        func middle(_ value: (Measurement) -> Double) -> Double { all.map(value).sorted()[all.count / 2] }
        let rate = middle(\.imagesPerSecond)
        return Measurement(
            images: all.map(\.images).reduce(0, +), seconds: all.map(\.seconds).reduce(0, +),
            imagesPerSecond: rate, cpuMilliseconds: middle(\.cpuMilliseconds), p50: middle(\.p50),
            p95: middle(\.p95), p99: middle(\.p99), others: middle(\.others))
    }

    /// Does the work again and again for some time, `width` pieces at once.
    ///
    /// - Parameter body: the work, told how many pieces were begun before.
    static func run(
        seconds: Double, width: Int, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Measurement {
        // Once round without the clock: caches, threads and the processor's clock settle.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for piece in 0..<width { group.addTask { try await body(piece) } }
            try await group.waitForAll()
        }
        let counter = PieceCounter()
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let cpu = ProcessUsage.cpuMilliseconds
        let machine = MachineTime()
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<width {
                group.addTask {
                    var own: [Double] = []
                    while ContinuousClock.now < end {
                        let begun = ContinuousClock.now
                        try await body(counter.next())
                        own.append((ContinuousClock.now - begun) / .milliseconds(1))
                    }
                    return own
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let sorted = latencies.sorted()
        func rank(_ share: Double) -> Double {
            sorted.isEmpty
                ? 0 : sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
        }
        return Measurement(
            images: sorted.count, seconds: elapsed,
            imagesPerSecond: Double(sorted.count) / max(elapsed, 1e-9),
            cpuMilliseconds: (ProcessUsage.cpuMilliseconds - cpu) / Double(max(1, sorted.count)), p50: rank(0.50),
            p95: rank(0.95), p99: rank(0.99),
            others: machine.shareOfOthers(cores: ProcessInfo.processInfo.activeProcessorCount))
    }
}
