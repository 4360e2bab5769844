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
    let logger: Logger

    var imageLimits: ImageLimits {
        var images = ImageLimits(
            maxBytes: limits.maxImageBytes, maxPixels: limits.maxImagePixels, maxSide: limits.maxImageSide)
        if let frames = limits.maxImageFrames { images.maxFrames = frames }
        if let milliseconds = limits.maxDecodingMs { images.maxMilliseconds = milliseconds }
        return images
    }

    /// Stores image and job in one durable transaction; after it returns, the job survives any crash.
    func submit(_ submission: Submission) async throws -> Job {
        let model = try library.resolveImageModel(submission.model)
        let topK = try count(submission.topK, of: model)
        let header = try ImageInspector.inspect(submission.image.bytes, limits: imageLimits)
        let id = queue.newID()
        let image = ImageInfo(
            name: Submission.displayName(submission.name, limit: limits.maxNameBytes)
                ?? "\(id.rawValue.suffix(6)).\(header.format.rawValue)",
            format: header.format.rawValue, width: header.width, height: header.height,
            bytes: submission.image.bytes.count, sha256: submission.image.sha256)
        let record = try await queue.submit(
            NewJob(
                id: id, name: image.name, route: model, client: submission.client,
                metadata: try WireCoding.encoder().encode(
                    JobMetadata(image: image, topK: topK, requestID: RequestID.current)),
                payload: submission.image.bytes, idempotencyKey: submission.idempotencyKey))
        if record.id == id { logger.info("job accepted", metadata: Self.accepted(record)) }
        let job = try await show(record)
        guard record.id == id || job.image.sha256 == image.sha256 else {
            throw ServiceError(
                .idempotencyMismatch,
                "This Idempotency-Key was used for another image (job \(record.id)). Use a new key for a new image.")
        }
        return job
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
        guard case .count(let count) = topK ?? .count(limits.defaultTopK) else { return try library.classes(of: model) }
        guard (1...limits.maxTopK).contains(count) else {
            throw ServiceError(
                .invalidRequest, "top_k is \(count); it must be 1 to \(limits.maxTopK), or all.",
                details: ["limit": limits.maxTopK])
        }
        return count
    }

    func show(_ record: JobRecord) async throws -> Job {
        try await show([record])[0]
    }

    /// Snapshots in the same order, the waiting ones with place and ETA.
    func show(_ records: [JobRecord]) async throws -> [Job] {
        let waiting = records.filter { $0.state == .queued }.map(\.id)
        guard !waiting.isEmpty else { return try records.map { try JobSnapshot.make($0) } }
        let positions = try await queue.queuePositions(of: waiting)
        let drain = await meter.drainMilliseconds
        return try records.map { try JobSnapshot.make($0, position: positions[$0.id], drainMilliseconds: drain) }
    }

    func list(_ query: JobListQuery) async throws -> JobList {
        let page = try await queue.list(
            JobQuery(filter: try JobFilter(parsing: query.filter), limit: query.limit, cursor: query.cursor))
        return JobList(jobs: try await show(page.jobs), nextCursor: page.nextCursor, total: page.total)
    }

    /// Seconds until a tenth of the queue should have drained, from the measured work: 1...60; 5 before anything is known.
    func retryAfterSeconds() async -> Int {
        guard let drain = await meter.drainMilliseconds, let counts = try? await queue.counts() else { return 5 }
        let waiting = Double(counts.byState[.queued] ?? 0)
        return Int(min(60, max(1, (waiting / 10 * drain / 1000).rounded(.up))))
    }
}
