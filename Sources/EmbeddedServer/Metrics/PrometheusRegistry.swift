package import Metrics
import Synchronization

/// Keeps what swift-metrics' instruments record, and renders it in Prometheus' text format 0.0.4.
///
/// Format: https://prometheus.io/docs/instrumenting/exposition_formats/
package final class PrometheusRegistry: MetricsFactory {
    private let descriptions: [String: MetricDescription]
    private let families = Mutex<[String: MetricFamily]>([:])

    /// - Parameter catalog: help and buckets by name. Names beside it get their name as help.
    package init(_ catalog: [MetricDescription] = MetricDescription.catalog) {
        descriptions = Dictionary(catalog.map { ($0.name, $0) }) { first, _ in first }
    }

    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Families by name, series by their labels.
    package func text() -> String {
        families.withLock { families in
            families.values.sorted { $0.name < $1.name }.map { $0.text() }.joined()
        }
    }

    /// For a count that is kept elsewhere.
    func counter(_ label: String) -> CounterSeries { handler(label, .counter, []) { CounterSeries() } }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        handler(label, .counter, dimensions) { CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        handler(label, .counter, dimensions) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        handler(label, .gauge, dimensions) { GaugeSeries() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return handler(label, .gauge, dimensions) { GaugeSeries() } }
        return handler(label, .histogram, dimensions) { self.histogram(label) }
    }

    /// Timers are histograms in seconds.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        handler(label, .histogram, dimensions) { self.histogram(label) }
    }

    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func histogram(_ label: String) -> HistogramSeries {
        HistogramSeries(bounds: descriptions[label]?.buckets ?? MetricDescription.seconds)
    }

    /// The series of these labels, the same one each time that they are asked for.
    private func handler<Series: MetricSeries>(
        _ label: String, _ kind: MetricKind, _ dimensions: [(String, String)], make: () -> Series
    ) -> Series {
        let name = PrometheusText.name(label)
        let labels = PrometheusText.labels(dimensions)
        return families.withLock { families in
            var family =
                families[name] ?? MetricFamily(name: name, help: descriptions[label]?.help ?? label, kind: kind)
            if let known = family.series[labels] {
                if let series = known as? Series, family.kind == kind { return series }
                // A name has one type: the other instrument works, and shows nowhere.
                assertionFailure("\(name) is a \(family.kind), and was asked for as a \(kind)")
                return make()
            }
            let series = make()
            guard family.kind == kind else {
                assertionFailure("\(name) is a \(family.kind), and was asked for as a \(kind)")
                return series
            }
            family.series[labels] = series
            families[name] = family
            return series
        }
    }

    private func remove(_ handler: AnyObject) {
        families.withLock { families in
            for (name, family) in families {
                guard let labels = family.series.first(where: { $0.value === handler })?.key else { continue }
                families[name]?.series[labels] = nil
            }
        }
    }
}
