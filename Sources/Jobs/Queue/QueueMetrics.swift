import Metrics

/// What operators see of the queue's traffic. No label holds anything that a caller can make up.
struct QueueMetrics: Sendable {
    /// Why an attempt ended without ending its job.
    enum Return: String {
        case retry, released, restart
        case leaseExpired = "lease_expired"
    }

    private let factory: any MetricsFactory
    private let accepted: Counter
    private let acceptedBytes: Counter

    init(_ factory: any MetricsFactory) {
        self.factory = factory
        accepted = Counter(label: "top5_jobs_accepted_total", factory: factory)
        acceptedBytes = Counter(label: "top5_jobs_accepted_bytes_total", factory: factory)
    }

    func accepted(_ job: JobRecord) {
        accepted.increment()
        acceptedBytes.increment(by: job.payloadBytes)
    }

    func finished(_ job: JobRecord) {
        let code = job.state == .failed ? job.failure?.code ?? "" : ""
        Counter(
            label: "top5_jobs_finished_total", dimensions: [("outcome", job.state.rawValue), ("code", code)],
            factory: factory
        ).increment()
    }

    func returned(_ reason: Return) {
        Counter(
            label: "top5_jobs_returned_total", dimensions: [("reason", reason.rawValue)], factory: factory
        ).increment()
    }
}
