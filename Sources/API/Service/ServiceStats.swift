/// `GET /v1/stats`. Rates and percentiles cover the last 60 seconds of finished jobs of this process.
package struct ServiceStats: Codable, Sendable, Equatable {
    /// Jobs by status; every status is present.
    package var depth: [String: Int]
    /// Age of the longest waiting job in milliseconds; nil when none waits.
    package var oldestQueuedMs: Double?
    /// Successes per second.
    package var imagesPerSecond: Double
    /// Submission to finish, and each step, in milliseconds.
    package var latencyMs: [String: Percentiles]
    package var workers: WorkerCounts
    /// Whether claiming is stopped; nil: an older service.
    package var isPaused: Bool?
    /// Open event streams; nil: an older service.
    package var followers: Int?
    /// nil where results are not cached.
    package var resultCache: ResultCacheCounts?
    package var durability: String
    package var uptimeSeconds: Double
    package var version: String

    package init(
        depth: [String: Int], oldestQueuedMs: Double? = nil, imagesPerSecond: Double = 0,
        latencyMs: [String: Percentiles] = [:], workers: WorkerCounts = WorkerCounts(),
        isPaused: Bool? = nil, followers: Int? = nil,
        resultCache: ResultCacheCounts? = nil, durability: String = "",
        uptimeSeconds: Double = 0, version: String = ""
    ) {
        self.depth = depth
        self.oldestQueuedMs = oldestQueuedMs
        self.imagesPerSecond = imagesPerSecond
        self.latencyMs = latencyMs
        self.workers = workers
        self.isPaused = isPaused
        self.followers = followers
        self.resultCache = resultCache
        self.durability = durability
        self.uptimeSeconds = uptimeSeconds
        self.version = version
    }

    package func count(_ status: JobStatus) -> Int { depth[status.rawValue] ?? 0 }

    /// The key of submission-to-finish in `latencyMs`; steps are under their own names.
    package static let totalKey = "total"

    enum CodingKeys: String, CodingKey {
        case depth
        case oldestQueuedMs = "oldest_queued_ms"
        case imagesPerSecond = "images_per_second"
        case latencyMs = "latency_ms"
        case workers
        case isPaused = "paused"
        case followers
        case resultCache = "result_cache"
        case durability
        case uptimeSeconds = "uptime_seconds"
        case version
    }
}
