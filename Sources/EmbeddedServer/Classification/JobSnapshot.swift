import API
import Foundation
import Jobs

/// Makes the wire's job out of the queue's record.
enum JobSnapshot {
    /// - Parameter known: the record's own metadata, where they need not be read again.
    /// - Parameter position: 1 is next; nil when the job does not wait.
    /// - Parameter waiting: why it waits.
    /// - Parameter keepMilliseconds: from a job's end until it is forgotten; nil is for ever.
    /// - Parameter drainMilliseconds: what one place costs, measured; nil leaves the ETA open.
    static func make(
        _ record: JobRecord, known: JobMetadata? = nil, keepMilliseconds: Int64? = nil, position: Int? = nil,
        waiting: JobWaiting? = nil, drainMilliseconds: Double? = nil
    ) throws -> Job {
        let metadata: JobMetadata
        let result: JobResult?
        do {
            metadata = try known ?? WireCoding.decoder().decode(JobMetadata.self, from: record.metadata)
            result = try record.result.map { try WireCoding.decoder().decode(JobResult.self, from: $0) }
        } catch {
            throw ServiceError(
                .internalError, "Job \(record.id) is stored in a form that this version cannot read.",
                cause: String(reflecting: error))
        }
        var timings = result?.timings ?? JobTimings()
        timings.queued = record.startedAt.map { Double(max(0, $0.milliseconds - record.queuedAt.milliseconds)) }
        return Job(
            id: record.id.rawValue,
            status: status(record.state),
            revision: record.revision,
            image: metadata.image,
            model: record.route,
            topK: metadata.topK,
            client: record.client,
            priority: Priority(rawValue: record.priority.rawValue),
            attempt: record.attempt,
            progress: progress(record),
            queuePosition: position,
            etaMs: position.flatMap { place in
                drainMilliseconds.map { max(Double(place) * $0, milliseconds(until: waiting?.until)) }
            },
            waiting: waiting,
            createdAt: date(record.createdAt),
            startedAt: record.startedAt.map(date),
            finishedAt: record.finishedAt.map(date),
            expiresAt: record.finishedAt.flatMap { end in
                keepMilliseconds.map { date(end.advanced(byMilliseconds: $0)) }
            },
            timingsMs: timings,
            prediction: result?.prediction,
            cached: result?.cached ?? false,
            error: record.failure.map(detail),
            attempts: record.attempts.map { attempt in
                JobAttempt(
                    attempt: attempt.attempt, worker: attempt.worker, startedAt: attempt.startedAt.map(date),
                    endedAt: date(attempt.endedAt), error: detail(attempt.failure))
            })
    }

    private static func detail(_ failure: JobFailure) -> ErrorDetail {
        ErrorDetail(
            code: failure.code, message: failure.message, step: failure.step.flatMap(JobStep.init(rawValue:)))
    }

    static func status(_ state: JobState) -> JobStatus {
        switch state {
        case .queued: .queued
        case .running: .running
        case .succeeded: .succeeded
        case .failed: .failed
        case .cancelled: .cancelled
        }
    }

    private static func progress(_ record: JobRecord) -> JobProgress? {
        if record.state == .succeeded { return JobProgress(step: .formatting, fraction: 1) }
        return record.step.flatMap(JobStep.init(rawValue:)).map { JobProgress(step: $0, fraction: record.fraction) }
    }

    private static func milliseconds(until date: Date?) -> Double {
        date.map { max(0, $0.timeIntervalSinceNow * 1000) } ?? 0
    }

    static func date(_ instant: JobInstant) -> Date {
        Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    }
}
