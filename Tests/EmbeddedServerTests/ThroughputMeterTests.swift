import API
import Testing

@testable import EmbeddedServer

@Suite struct ThroughputMeterTests {
    @Test func percentilesAreNearestRank() {
        let values = (1...100).map(Double.init).shuffled()
        #expect(ThroughputMeter.percentiles(values) == Percentiles(p50: 50, p95: 95, p99: 99))
        #expect(ThroughputMeter.percentiles([7]) == Percentiles(p50: 7, p95: 7, p99: 7))
    }
}
