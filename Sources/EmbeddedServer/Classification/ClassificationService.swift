import API
import Foundation
import Inference
import Jobs
import Logging

/// The product behind HTTP: checks a submission, puts it into the queue, and shows jobs as the wire has them.
struct ClassificationService: Sendable {
    let queue: JobQueue
    let library: ModelLibrary
    let meter: ThroughputMeter
    /// nil: every job is computed.
    let cache: ResultCache?
    let limits: Limits
    /// nil: images are not fetched from addresses.
    var fetcher: ImageFetcher?
    /// The memory of all uploads under way.
    var uploads = UploadMemory()
    let logger: Logger
    /// Whether anybody takes jobs.
    var hasWorkers: @Sendable () -> Bool = { true }

    var imageLimits: ImageLimits {
        var images = ImageLimits(
            maxBytes: limits.maxImageBytes, maxPixels: limits.maxImagePixels, maxSide: limits.maxImageSide)
        if let frames = limits.maxImageFrames { images.maxFrames = frames }
        if let milliseconds = limits.maxDecodingMs { images.maxMilliseconds = milliseconds }
        return images
    }

    /// Stores images and jobs in one durable transaction, all or none; after it returns, they survive any crash.
    ///
    /// - Throws: `ServiceError`; of several images it says which was refused.
    func submit(_ submissions: [Submission]) async throws -> [Job] {
        var accepted: [(job: NewJob, metadata: JobMetadata)] = []
        for (index, submission) in submissions.enumerated() {
            do {
                accepted.append(try accept(submission))
            } catch {
                guard submissions.count > 1 else { throw error }
                throw ServiceError(any: error).of(part: index + 1, of: submissions.count, name: submission.name)
            }
        }
        let taken = try await queue.accept(accepted.map(\.job))
        let records = taken.jobs
        for (record, (new, _)) in zip(records, accepted) where record.id == new.id {
            logger.info("job accepted", metadata: Self.accepted(record))
        }
        let known = Dictionary(accepted.map { ($0.job.id, $0.metadata) }) { first, _ in first }
        let jobs = try await show(records, places: taken.places, known: known)
        for (job, (new, metadata)) in zip(jobs, accepted) where job.id != new.id.rawValue {
            guard job.image.sha256 == metadata.image.sha256 else {
                throw ServiceError(
                    .idempotencyMismatch,
                    "This Idempotency-Key was used for another image (job \(job.id)). Use a new key for a new image.")
            }
        }
        return jobs
    }

    func submit(_ submission: Submission) async throws -> Job {
        try await submit([submission])[0]
    }

    /// The jobs as they are once all of them are finished, or when the time is over.
    func wait(for jobs: [Job], seconds: Int) async throws -> [Job] {
        let end = ContinuousClock.now + .seconds(seconds)
        var records: [JobRecord] = []
        for job in jobs {
            let left = max(0, (end - .now) / .milliseconds(1))
            records.append(try await queue.finished(JobID(rawValue: job.id), within: Int64(left)))
        }
        return try await show(records)
    }

    private func accept(_ submission: Submission) throws -> (job: NewJob, metadata: JobMetadata) {
        let id = queue.newID()
        let (model, metadata) = try check(submission, name: String(id.rawValue.suffix(6)))
        let job = NewJob(
            id: id, name: metadata.image.name, route: model, client: submission.client,
            metadata: try WireCoding.encoder().encode(metadata),
            payload: submission.image.bytes, priority: submission.priority, idempotencyKey: submission.idempotencyKey)
        return (job, metadata)
    }

    /// The model of a submission and what its image is, seen from its header.
    ///
    /// - Parameter name: for an image without one.
    /// - Throws: `ServiceError`, `InferenceError`.
    func check(_ submission: Submission, name: String) throws -> (model: String, metadata: JobMetadata) {
        let model = try library.resolveImageModel(submission.model)
        let topK = try count(submission.topK, of: model)
        let header = try ImageInspector.inspect(submission.image.bytes, limits: imageLimits)
        let image = ImageInfo(
            name: Submission.displayName(submission.name, limit: limits.maxNameBytes)
                ?? "\(name).\(header.format.rawValue)",
            format: header.format.rawValue, width: header.width, height: header.height,
            bytes: submission.image.bytes.count, sha256: submission.image.sha256)
        return (model, JobMetadata(image: image, topK: topK, requestID: RequestID.current))
    }

    private static func accepted(_ job: JobRecord) -> Logger.Metadata {
        var line: Logger.Metadata = [
            "job_id": "\(job.id)", "client": "\(job.client)", "model": "\(job.route)",
            "bytes": .stringConvertible(job.payloadBytes),
        ]
        line["request_id"] = RequestID.current.map { "\($0)" }
        return line
    }

    /// Lines of a job's answer.
    private func count(_ topK: TopK?, of model: String) throws -> Int {
        switch topK {
        case .count(let count): count
        case .all: try library.classes(of: model)
        case nil: limits.defaultTopK
        }
    }

    func show(_ record: JobRecord) async throws -> Job {
        try await show([record])[0]
    }

    /// Snapshots in the same order, the waiting ones with place and ETA.
    /// - Parameters:
    ///   - places: where they are known.
    ///   - known: metadata that need not be read again.
    func show(
        _ records: [JobRecord], places knownPlaces: WaitingPlaces? = nil, known: [JobID: JobMetadata] = [:]
    ) async throws -> [Job] {
        let waiting = records.filter { $0.state == .queued }.map(\.id)
        guard !waiting.isEmpty else {
            return try records.map { try JobSnapshot.make($0, keepMilliseconds: limits.keepJobsMs) }
        }
        let places: WaitingPlaces
        if let knownPlaces { places = knownPlaces } else { places = try await queue.waitingPlaces(of: waiting) }
        let isPaused = places.isPaused
        // Nobody knows when a paused queue goes on.
        let drain = isPaused ? nil : await meter.drainMilliseconds
        return try records.map { record in
            let position = places.positions[record.id]
            return try JobSnapshot.make(
                record, known: known[record.id], keepMilliseconds: limits.keepJobsMs, position: position,
                waiting: position.map { reason(record, $0, ahead: places.clientsAhead[record.id], isPaused: isPaused) },
                drainMilliseconds: drain)
        }
    }

    /// The most telling of the reasons that a queued job waits for.
    private func reason(_ record: JobRecord, _ position: Int, ahead: String?, isPaused: Bool) -> JobWaiting {
        if isPaused { return JobWaiting(.paused) }
        // The process that crashed on it is most likely still on its way up: that is not what it waits for.
        if let until = record.notBefore, until > queue.clock.now() {
            return JobWaiting(.retry, until: JobSnapshot.date(until))
        }
        if !hasWorkers() || queue.health.problem != nil { return JobWaiting(.noWorker) }
        switch library.state(of: record.route) {
        case .unusable: return JobWaiting(.modelUnusable)
        case .loading: return JobWaiting(.modelLoading)
        case .available, .ready, nil: break
        }
        let behind = ahead.flatMap { $0 == record.client ? nil : $0 }
        if record.attempt > 0, record.failure != nil { return JobWaiting(.retry, behind: behind) }
        return position == 1 ? JobWaiting(.next) : JobWaiting(.turn, behind: behind)
    }

    func list(_ query: JobListQuery) async throws -> JobList {
        let page = try await queue.list(
            JobQuery(
                filter: try JobFilter(parsing: query.filter), sort: try sort(query.sort), limit: query.limit,
                cursor: query.cursor, wantsExactTotal: query.wantsExactTotal))
        return JobList(
            jobs: try await show(page.jobs), nextCursor: page.nextCursor, total: page.total,
            isTotalExact: page.isTotalExact)
    }

    private func sort(_ name: String?) throws(ServiceError) -> JobSort {
        guard let name else { return .newest }
        guard let sort = JobSort(rawValue: name) else {
            throw ServiceError(
                .invalidRequest,
                "sort is '\(name.prefix(40))'; it must be one of \(JobSort.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        return sort
    }

    /// Seconds until a tenth of the queue should have drained, from the measured work: 1...60; 5 before anything is known.
    func retryAfterSeconds() async -> Int {
        guard let drain = await meter.drainMilliseconds, let counts = try? await queue.counts() else { return 5 }
        let waiting = Double(counts.byState[.queued] ?? 0)
        return Int(min(60, max(1, (waiting / 10 * drain / 1000).rounded(.up))))
    }
}
