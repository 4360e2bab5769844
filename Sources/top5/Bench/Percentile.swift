/// Of measured times, by the nearest rank.
enum Percentile {
    /// - Parameter share: 0...1. - Returns: 0 without values.
    static func of(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }
}

/// Times of one kind, as a report shows them; milliseconds.
struct Spread: Encodable, Sendable {
    var count: Int
    var p50: Double
    var p95: Double
    var p99: Double
    var max: Double

    init(_ values: [Double]) {
        count = values.count
        p50 = Percentile.of(values, 0.5)
        p95 = Percentile.of(values, 0.95)
        p99 = Percentile.of(values, 0.99)
        max = values.max() ?? 0
    }
}
