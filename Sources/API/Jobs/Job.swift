package import Foundation

/// A job as every client sees it: one immutable snapshot, told apart from others of the same job by `revision`.
package struct Job: Codable, Sendable, Equatable, Identifiable {
    /// ULID, 26 characters, sorts by creation.
    package var id: String
    package var status: JobStatus
    package var statusURL: String
    /// Grows by one with every change of this job.
    package var revision: Int
    package var image: ImageInfo
    /// `name@version` of the model.
    package var model: String
    /// Lines that were asked for; the prediction has fewer where the model has fewer classes.
    package var topK: Int
    package var client: String
    /// nil: an older service.
    package var priority: Priority?
    /// Starts of work so far: 0 before the first claim.
    package var attempt: Int
    package var progress: JobProgress?
    /// 1 is next; nil when the job does not wait.
    package var queuePosition: Int?
    package var etaMs: Double?
    /// Why it waits; nil: it does not, or an older service.
    package var waiting: JobWaiting?
    package var createdAt: Date
    package var startedAt: Date?
    package var finishedAt: Date?
    /// When a finished job is forgotten; nil: it has not finished, or jobs are kept for ever.
    package var expiresAt: Date?
    package var timingsMs: JobTimings
    /// Best first; nil until the job has succeeded.
    package var prediction: [Prediction]?
    /// Whether the prediction was known from before: the same image, the same model.
    package var cached: Bool
    package var error: ErrorDetail?
    /// Attempts that failed, the latest last, ten at most; nil: an older service.
    package var attempts: [JobAttempt]?
    /// What came out of a task of another service, in text. Never sent: a job of top5 has a prediction.
    package var outcome: String? = nil

    package init(
        id: String, status: JobStatus, revision: Int, image: ImageInfo, model: String, topK: Int = 5,
        client: String = "", priority: Priority? = nil, attempt: Int = 0, progress: JobProgress? = nil,
        queuePosition: Int? = nil,
        etaMs: Double? = nil, waiting: JobWaiting? = nil, createdAt: Date, startedAt: Date? = nil,
        finishedAt: Date? = nil,
        expiresAt: Date? = nil,
        timingsMs: JobTimings = JobTimings(), prediction: [Prediction]? = nil, cached: Bool = false,
        error: ErrorDetail? = nil, attempts: [JobAttempt]? = nil
    ) {
        self.id = id
        self.status = status
        self.statusURL = Routes.job(id)
        self.revision = revision
        self.image = image
        self.model = model
        self.topK = topK
        self.client = client
        self.priority = priority
        self.attempt = attempt
        self.progress = progress
        self.queuePosition = queuePosition
        self.etaMs = etaMs
        self.waiting = waiting
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.expiresAt = expiresAt
        self.timingsMs = timingsMs
        self.prediction = prediction
        self.cached = cached
        self.error = error
        self.attempts = attempts
    }

    enum CodingKeys: String, CodingKey {
        case id = "job_id"
        case status
        case statusURL = "status_url"
        case revision, image, model
        case topK = "top_k"
        case client, priority, attempt, progress
        case queuePosition = "queue_position"
        case etaMs = "eta_ms"
        case waiting
        case createdAt = "created_at"
        case startedAt = "started_at"
        case finishedAt = "finished_at"
        case expiresAt = "expires_at"
        case timingsMs = "timings_ms"
        case prediction, cached, error, attempts
    }

    /// Absent values are written as `null`, so that every job has every key.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(status, forKey: .status)
        try container.encode(statusURL, forKey: .statusURL)
        try container.encode(revision, forKey: .revision)
        try container.encode(image, forKey: .image)
        try container.encode(model, forKey: .model)
        try container.encode(topK, forKey: .topK)
        try container.encode(client, forKey: .client)
        try container.encode(priority, forKey: .priority)
        try container.encode(attempt, forKey: .attempt)
        try container.encode(progress, forKey: .progress)
        try container.encode(queuePosition, forKey: .queuePosition)
        try container.encode(etaMs, forKey: .etaMs)
        try container.encode(waiting, forKey: .waiting)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(startedAt, forKey: .startedAt)
        try container.encode(finishedAt, forKey: .finishedAt)
        try container.encode(expiresAt, forKey: .expiresAt)
        try container.encode(timingsMs, forKey: .timingsMs)
        try container.encode(prediction, forKey: .prediction)
        try container.encode(cached, forKey: .cached)
        try container.encode(error, forKey: .error)
        try container.encode(attempts, forKey: .attempts)
    }
}
