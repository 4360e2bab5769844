import Metrics
import Synchronization

/// A number that only grows.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        value.withLock { $0 += amount }
    }

    func raise(to total: Double) { value.withLock { $0 = max($0, total) } }

    func reset() { value.withLock { $0 = 0 } }

    func lines(name: String, labels: String) -> String {
        PrometheusText.sample(name, labels, value.withLock { $0 })
    }
}
