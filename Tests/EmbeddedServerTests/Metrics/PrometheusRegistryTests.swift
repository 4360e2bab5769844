import Foundation
import Metrics
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite struct PrometheusRegistryTests {
    private let registry = PrometheusRegistry([
        MetricDescription("wait_seconds", "Waiting.", buckets: [0.1, 1]), MetricDescription("odd", "a \\ and\na line"),
    ])

    private func page() throws -> PrometheusPage { try PrometheusPage(parsing: registry.text()) }

    @Test func anEmptyRegistryIsAnEmptyPage() {
        #expect(registry.text().isEmpty)
    }

    @Test func theInstrumentsOfSwiftMetrics() throws {
        Counter(label: "jobs_total", dimensions: [("state", "a")], factory: registry).increment(by: 2)
        Counter(label: "jobs_total", dimensions: [("state", "a")], factory: registry).increment()
        Counter(label: "jobs_total", dimensions: [("state", "b")], factory: registry).increment()
        FloatingPointCounter(label: "cpu_total", factory: registry).increment(by: 0.25)
        let meter = Meter(label: "depth", factory: registry)
        meter.set(5)
        meter.decrement(by: 1.5)
        Gauge(label: "level", factory: registry).record(7)
        let page = try page()
        #expect(page.value("jobs_total", ["state": "a"]) == 3)
        #expect(page.value("jobs_total", ["state": "b"]) == 1)
        #expect(page.value("cpu_total") == 0.25)
        #expect(page.value("depth") == 3.5)
        #expect(page.value("level") == 7)
        #expect(page.types == ["jobs_total": "counter", "cpu_total": "counter", "depth": "gauge", "level": "gauge"])
        meter.destroy()
        #expect(try self.page().value("depth") == nil)
    }

    /// Bounds are inclusive; buckets hold all that is at or below them.
    @Test func histograms() throws {
        let timer = Metrics.Timer(label: "wait_seconds", factory: registry)
        for milliseconds in [50, 100, 101, 1000, 5000] { timer.recordMilliseconds(milliseconds) }
        Recorder(label: "wait_seconds", dimensions: [("kind", "x")], factory: registry).record(0.5)
        let page = try page()
        #expect(page.value("wait_seconds_bucket", ["le": "0.1"]) == 2)
        #expect(page.value("wait_seconds_bucket", ["le": "1"]) == 4)
        #expect(page.value("wait_seconds_bucket", ["le": "+Inf"]) == 5)
        #expect(page.value("wait_seconds_count") == 5)
        #expect(abs((page.value("wait_seconds_sum") ?? 0) - 6.251) < 1e-9)
        #expect(page.value("wait_seconds_bucket", ["le": "1", "kind": "x"]) == 1)
    }

    @Test func hostileLabelsAndHelpStayInTheirPlace() throws {
        let value = "a\"b\\c\nd} 1\n# TYPE x counter"
        Counter(label: "odd", dimensions: [("what:ever", value)], factory: registry).increment()
        let page = try page()
        #expect(page.samples == [.init(name: "odd", labels: ["what_ever": value], value: 1)])
        #expect(page.help["odd"] == "a \\\\ and\\na line")
        #expect(PrometheusText.name("9 lives-é") == "_9_lives__")
    }

    @Test func oddNumbers() {
        #expect(
            [Double.nan, .infinity, -.infinity, 3, 0.5, 1e300].map(PrometheusText.number)
                == ["NaN", "+Inf", "-Inf", "3", "0.5", "1e+300"])
    }

    @Test func nothingIsLostBetweenTasks() async throws {
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        Counter(label: "n_total", dimensions: [("t", "\(task % 2)")], factory: registry).increment()
                        Recorder(label: "wait_seconds", factory: registry).record(0.05)
                    }
                }
            }
        }
        let page = try page()
        #expect(page.value("n_total", ["t": "0"]) == 2000 && page.value("n_total", ["t": "1"]) == 2000)
        #expect(page.value("wait_seconds_count") == 4000)
    }

    /// The parser of these tests is strict, or they show nothing.
    @Test(arguments: [
        "x 1", "x 1\n", "# TYPE x counter\ny 1\n", "# TYPE x counter\nx{a=1} 1\n", "# TYPE x counter\nx 1\nx 2\n",
        "# TYPE x thing\nx 1\n", "# TYPE x counter\nx{a=\"\\q\"} 1\n", "# TYPE x counter\nx one\n",
        "# TYPE x histogram\nx_bucket{le=\"1\"} 2\nx_bucket{le=\"+Inf\"} 1\nx_sum 1\nx_count 1\n",
        "# TYPE x histogram\nx_bucket{le=\"1\"} 1\nx_sum 1\nx_count 1\n", "# TYPE x counter\n\nx 1\n",
    ])
    func theParserRefuses(text: String) {
        #expect(throws: PrometheusPage.Failure.self) { try PrometheusPage(parsing: text) }
    }

    @Test func theCatalogHasSaneNamesAndBuckets() {
        let catalog = MetricDescription.catalog
        #expect(Set(catalog.map(\.name)).count == catalog.count)
        for metric in catalog {
            #expect(metric.name.wholeMatch(of: /(top5|process)_[a-z_]+/) != nil && metric.help.hasSuffix("."))
            #expect(metric.buckets == metric.buckets.sorted() && !metric.buckets.isEmpty)
        }
    }

    @Test func theManualListsThemAll() throws {
        let manual = try String(contentsOf: Repository.root.appending(path: "docs/operations.md"), encoding: .utf8)
        let listed = Set(manual.matches(of: /`((?:top5|process)_[a-z_]+)/).map { String($0.output.1) })
        #expect(listed == Set(MetricDescription.catalog.map(\.name)))
    }
}
