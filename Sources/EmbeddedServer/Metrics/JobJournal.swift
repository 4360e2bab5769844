import API
import Foundation
import Jobs
import Logging
import Metrics

/// Writes down every job that ends: a log line with the ids of job and request, and the times of its steps.
struct JobJournal: Sendable {
    let metrics: any MetricsFactory
    let logger: Logger

    private struct Times: Decodable {
        var timings: JobTimings
        var cached: Bool?
    }

    func finished(_ job: JobRecord) {
        // Of the result only the times: a top-k of all classes is long.
        let times = job.result.flatMap { try? WireCoding.decoder().decode(Times.self, from: $0) }
        record(job, times?.timings)
        logger.log(level: Self.level(job), "job finished", metadata: Self.line(job, times))
    }

    /// Only made where the log takes it.
    private static func line(_ job: JobRecord, _ times: Times?) -> Logger.Metadata {
        var line: Logger.Metadata = [
            "job_id": "\(job.id)", "outcome": "\(job.state.rawValue)", "client": "\(job.client)",
            "model": "\(job.route)", "attempt": .stringConvertible(job.attempt),
            "total_ms": .stringConvertible(Self.milliseconds(from: job.createdAt, to: job.finishedAt)),
        ]
        line["request_id"] = JobMetadata.requestID(of: job).map { "\($0)" }
        if let startedAt = job.startedAt {
            line["queued_ms"] = .stringConvertible(Self.milliseconds(from: job.queuedAt, to: startedAt))
        }
        for step in JobStep.allCases {
            guard let time = times?.timings[step] else { continue }
            line["\(step.rawValue)_ms"] = .stringConvertible((time * 10).rounded() / 10)
        }
        if times?.cached == true { line["cached"] = .stringConvertible(true) }
        if job.state == .failed, let failure = job.failure {
            line["code"] = "\(failure.code)"
            if let step = failure.step { line["step"] = "\(step)" }
        }
        return line
    }

    /// A bad image is its sender's matter; a worker that died or met what it did not expect is the operator's.
    private static func level(_ job: JobRecord) -> Logger.Level {
        guard job.state == .failed, let code = job.failure.flatMap({ ErrorCode(rawValue: $0.code) }) else {
            return .info
        }
        return code.httpStatus >= 500 ? .warning : .info
    }

    private func record(_ job: JobRecord, _ timings: JobTimings?) {
        guard job.state == .succeeded, let timings else { return }
        for step in JobStep.allCases {
            guard let time = timings[step] else { continue }
            Metrics.Timer(label: "top5_step_seconds", dimensions: [("step", step.rawValue)], factory: metrics)
                .recordMilliseconds(time)
        }
        if let startedAt = job.startedAt {
            Metrics.Timer(label: "top5_job_queued_seconds", factory: metrics)
                .recordMilliseconds(Self.milliseconds(from: job.queuedAt, to: startedAt))
        }
        Metrics.Timer(label: "top5_job_seconds", factory: metrics)
            .recordMilliseconds(Self.milliseconds(from: job.queuedAt, to: job.finishedAt))
    }

    private static func milliseconds(from start: JobInstant, to end: JobInstant?) -> Int64 {
        max(0, (end ?? start).milliseconds - start.milliseconds)
    }
}
