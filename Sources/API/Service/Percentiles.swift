package struct Percentiles: Codable, Sendable, Equatable {
    package var p50: Double
    package var p95: Double
    package var p99: Double

    package init(p50: Double, p95: Double, p99: Double) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
    }
}
