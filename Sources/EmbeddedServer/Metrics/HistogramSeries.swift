import Metrics
import Synchronization

/// How many values lie at or below each bound, their sum and their number.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    private struct State {
        /// One for each bound and one for what lies above; not cumulative yet.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    /// - Parameter bounds: upper ones, inclusive, growing.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: [Int](repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func lines(name: String, labels: String) -> String {
        let state = state.withLock { $0 }
        var text = ""
        var total = 0
        for (bound, count) in zip(bounds + [.infinity], state.counts) {
            total += count
            let bucket = (labels.isEmpty ? "" : labels + ",") + "le=\"\(PrometheusText.number(bound))\""
            text += PrometheusText.sample(name + "_bucket", bucket, Double(total))
        }
        return text + PrometheusText.sample(name + "_sum", labels, state.sum)
            + PrometheusText.sample(name + "_count", labels, Double(total))
    }
}
