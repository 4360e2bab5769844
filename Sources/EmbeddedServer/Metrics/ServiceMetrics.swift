import API
import Foundation
import Jobs
import Metrics

/// `GET /metrics`: what instruments have recorded, and what is looked up for it.
struct ServiceMetrics: Sendable {
    let registry: PrometheusRegistry
    let queue: JobQueue
    let health: ServiceHealth
    let uploads: UploadMemory
    /// nil: connections are not encrypted.
    let certificate: ServerCertificate?
    let files: StoreFiles
    let version: String
    let workers: @Sendable () -> WorkerCounts

    private static let start = Date.now

    init(
        registry: PrometheusRegistry, queue: JobQueue, health: ServiceHealth, uploads: UploadMemory = UploadMemory(),
        certificate: ServerCertificate? = nil, databasePath: String, version: String,
        workers: @escaping @Sendable () -> WorkerCounts
    ) {
        self.registry = registry
        self.queue = queue
        self.health = health
        self.uploads = uploads
        self.certificate = certificate
        files = StoreFiles(path: databasePath)
        self.version = version
        self.workers = workers
        _ = Self.start
    }

    /// Open event streams; followers count themselves.
    var followers: Meter { meter("top5_event_followers") }

    func scrape() async -> String {
        meter("top5_build_info", ("version", version)).set(1)
        meter("top5_ready").set(await health.readiness().ready ? 1 : 0)
        meter("top5_store_writable").set(queue.health.isBroken ? 0 : 1)
        meter("top5_queue_limit_jobs").set(queue.limits.jobs)
        meter("top5_upload_memory_bytes").set(uploads.held)
        meter("top5_upload_memory_limit_bytes").set(uploads.capacity)
        set("top5_tls_certificate_end_seconds", nil, certificate?.notAfter.timeIntervalSince1970)
        followers.increment(by: 0.0)
        let workers = workers()
        meter("top5_workers", ("state", "busy")).set(workers.busy)
        meter("top5_workers", ("state", "idle")).set(max(0, workers.slots - workers.busy))
        await setDepth()
        setFiles()
        setProcess()
        return registry.text()
    }

    /// Numbers of a store that cannot be read are taken away: the last ones would look like today's.
    private func setDepth() async {
        let counts = try? await queue.counts()
        for state in JobState.allCases {
            set("top5_jobs", ("state", state.rawValue), counts.map { Double($0.byState[state] ?? 0) })
        }
        let now = queue.clock.now().milliseconds
        set(
            "top5_queue_oldest_age_seconds", nil,
            counts.map { $0.oldestQueued.map { Double(max(0, now - $0.milliseconds)) / 1000 } ?? 0 })
    }

    private func setFiles() {
        meter("top5_store_bytes").set(files.bytes)
        set("top5_store_free_bytes", nil, files.freeBytes.map(Double.init))
    }

    private func setProcess() {
        let usage = ProcessUsage.now()
        set("process_resident_memory_bytes", nil, usage.residentBytes.map(Double.init))
        set("process_open_fds", nil, usage.openFiles.map(Double.init))
        meter("process_start_time_seconds").set(Self.start.timeIntervalSince1970)
        registry.counter("process_cpu_seconds_total").raise(to: usage.cpuSeconds)
    }

    private func meter(_ name: String, _ label: (String, String)...) -> Meter {
        Meter(label: name, dimensions: label, factory: registry)
    }

    private func set(_ name: String, _ label: (String, String)?, _ value: Double?) {
        let meter = Meter(label: name, dimensions: label.map { [$0] } ?? [], factory: registry)
        if let value { meter.set(value) } else { meter.destroy() }
    }
}
