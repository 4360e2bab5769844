import Metrics

/// What operators see of the database.
struct StoreMetrics: Sendable {
    private let factory: any MetricsFactory
    private let writes: Recorder
    private let duration: Metrics.Timer

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        writes = Recorder(label: "top5_store_commit_writes", factory: factory)
        duration = Metrics.Timer(label: "top5_store_commit_seconds", factory: factory)
    }

    func committed(writes count: Int, in time: Duration) {
        writes.record(count)
        duration.recordSeconds(time / .seconds(1))
    }

    func failed(_ error: JobError) {
        guard error.code == .storeUnavailable else { return }
        Counter(
            label: "top5_store_failures_total", dimensions: [("reason", (error.fault ?? .other).rawValue)],
            factory: factory
        ).increment()
    }
}
