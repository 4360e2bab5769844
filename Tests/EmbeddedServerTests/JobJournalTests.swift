import API
import Foundation
import Jobs
import Logging
import Synchronization
import TestSupport
import Testing

@testable import EmbeddedServer

@Suite struct JobJournalTests {
    private final class Lines: Sendable {
        let all = Mutex<[LogEvent]>([])
        var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

        struct Handler: LogHandler {
            let lines: Lines
            var metadata: Logger.Metadata = [:]
            var logLevel = Logger.Level.trace
            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }
            func log(event: LogEvent) { lines.all.withLock { $0.append(event) } }
        }
    }

    private let registry = PrometheusRegistry()
    private let lines = Lines()

    private func finish(_ state: JobState, code: String? = nil, result: JobResult? = nil) throws -> LogEvent {
        let image = ImageInfo(name: "a\nb.jpg", format: "jpeg", width: 1, height: 1, bytes: 9, sha256: "00")
        var job = JobRecord(
            id: JobID(rawValue: "J"), state: state, revision: 3, sequence: 3, name: "a\nb.jpg", route: "m@1",
            client: "ci",
            metadata: try WireCoding.encoder().encode(JobMetadata(image: image, topK: 5, requestID: "req-1")),
            payloadBytes: 9, attempt: 1, maxAttempts: 3, createdAt: JobInstant(milliseconds: 1000))
        job.startedAt = JobInstant(milliseconds: 1500)
        job.finishedAt = JobInstant(milliseconds: 3000)
        job.failure = code.map { JobFailure(code: $0, message: "m", step: "decoding") }
        job.result = try result.map { try WireCoding.encoder().encode($0) }
        JobJournal(metrics: registry, logger: lines.logger).finished(job)
        return try #require(lines.all.withLock { $0.last })
    }

    @Test func aSuccessHasItsIdsAndTimes() throws {
        let result = JobResult(
            prediction: [], timings: JobTimings(decoding: 2.04, preprocessing: 1, inferring: 10, formatting: 0.1))
        let line = try finish(.succeeded, result: result)
        #expect(line.level == .info && line.message == "job finished")
        let fields = (line.metadata ?? [:]).mapValues { "\($0)" }
        #expect(
            fields == [
                "job_id": "J", "request_id": "req-1", "outcome": "succeeded", "client": "ci", "model": "m@1",
                "attempt": "1", "queued_ms": "500", "total_ms": "2000", "decoding_ms": "2.0", "preprocessing_ms": "1.0",
                "inferring_ms": "10.0", "formatting_ms": "0.1",
            ])
        let page = try PrometheusPage(parsing: registry.text())
        #expect(page.value("top5_step_seconds_sum", ["step": "inferring"]) == 0.01)
        #expect(page.value("top5_job_seconds_sum") == 2 && page.value("top5_job_queued_seconds_sum") == 0.5)
    }

    @Test(arguments: [
        ("UNREADABLE_IMAGE", Logger.Level.info), ("LEASE_EXPIRED", .warning), ("INTERNAL", .warning),
        ("OF_ANOTHER_VERSION", .info),
    ])
    func aFailureHasItsCode(code: String, level: Logger.Level) throws {
        let line = try finish(.failed, code: code)
        #expect(line.level == level)
        #expect(line.metadata?["code"] == .string(code) && line.metadata?["step"] == "decoding")
    }

    @Test func metadataOfOlderVersionsHasNoRequest() throws {
        let old = Data(#"{"image":{"name":"a"},"topK":5}"#.utf8)
        var job = JobRecord(
            id: JobID(rawValue: "J"), state: .cancelled, revision: 1, sequence: 1, name: "a", route: "m", client: "c",
            metadata: old, payloadBytes: 1, attempt: 0, maxAttempts: 3, createdAt: JobInstant(milliseconds: 0))
        #expect(JobMetadata.requestID(of: job) == nil)
        job.metadata = Data("rubbish".utf8)
        #expect(JobMetadata.requestID(of: job) == nil)
    }
}
