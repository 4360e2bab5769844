import API
import Foundation
import Inference
import Jobs
import Logging
import Processes

/// A worker's side of the service: the image in, the top-k out.
struct ClassificationHandler: JobHandler {
    /// By a model's id; loads it with the first call.
    let classifiers: @Sendable (_ model: String) async throws -> any ImageClassifier
    let imageLimits: ImageLimits
    let meter: ThroughputMeter
    /// nil: every job is computed.
    let cache: ResultCache?
    let logger: Logger

    func run(
        _ job: JobRecord, payload: Data,
        report: @escaping @Sendable (_ step: String, _ fraction: Double) throws -> Void
    ) async throws -> HandlerResult {
        let metadata = try WireCoding.decoder().decode(JobMetadata.self, from: job.metadata)
        do {
            let result = try await result(payload, metadata, model: job.route, report: report)
            await meter.note(result.timings, queuedAt: job.queuedAt)
            return HandlerResult(
                result: try WireCoding.encoder().encode(result), summary: result.prediction.first?.label ?? "")
        } catch let error as InferenceError {
            logger.notice(
                "image not classified",
                metadata: logMetadata(of: job).merging(
                    ["job_id": "\(job.id)", "image": .string(job.name), "error": "\(error)"]
                ) { $1 })
            throw JobFailure(
                code: error.code.rawValue, message: error.message, step: error.step?.rawValue, retryable: false)
        } catch let crash as WorkerCrash {
            logger.error(
                "a worker process did not survive a job",
                metadata: [
                    "job": "\(job.id)", "image": .string(job.name.debugDescription), "attempt": "\(job.attempt)",
                    "reason": .string(crash.sentence), "pid": "\(crash.processID)",
                    "last_words": .string(crash.lastWords),
                ])
            throw JobFailure(crash, attempt: job.attempt, of: job.maxAttempts)
        }
    }

    func logMetadata(of job: JobRecord) -> Logger.Metadata {
        JobMetadata.requestID(of: job).map { ["request_id": .string($0)] } ?? [:]
    }

    /// What is known of the image from before, or else computed.
    ///
    /// - Throws: `InferenceError`, `WorkerCrash`, `CancellationError`, what `report` throws.
    func result(
        _ payload: Data, _ metadata: JobMetadata, model: String,
        report: @escaping @Sendable (_ step: String, _ fraction: Double) throws -> Void = { _, _ in }
    ) async throws -> JobResult {
        let classifier = try await classifiers(model)
        if let known = find(metadata, classifier) { return known }
        let result = try await compute(payload, metadata, classifier, report: report)
        keep(result, metadata, classifier)
        return result
    }

    private func compute(
        _ payload: Data, _ metadata: JobMetadata, _ classifier: any ImageClassifier,
        report: @escaping @Sendable (_ step: String, _ fraction: Double) throws -> Void
    ) async throws -> JobResult {
        let result = try await classifier.answer(payload, topK: metadata.topK, limits: imageLimits) { step in
            let done = ClassificationStep.allCases.firstIndex(of: step) ?? 0
            try report(step.rawValue, Double(done) / Double(ClassificationStep.allCases.count))
        }
        return JobResult(
            prediction: result.top.map { Prediction(index: $0.index, label: $0.label, score: $0.score) },
            timings: JobTimings(
                decoding: result.timings.decoding, preprocessing: result.timings.preprocessing,
                inferring: result.timings.inferring, formatting: result.timings.formatting))
    }

    /// A result of before. It has no times: nothing was done for it.
    private func find(_ metadata: JobMetadata, _ classifier: any ImageClassifier) -> JobResult? {
        guard let lines = cache?.find(key(metadata, classifier), topK: metadata.topK) else { return nil }
        let labels = classifier.package.labels
        return JobResult(
            prediction: lines.map { line in
                Prediction(index: Int(line.index), label: labels[Int(line.index)], score: line.score)
            },
            timings: JobTimings(), cached: true)
    }

    private func keep(_ result: JobResult, _ metadata: JobMetadata, _ classifier: any ImageClassifier) {
        cache?.keep(
            result.prediction.map { ResultCache.Line(index: UInt32($0.index), score: $0.score) },
            topK: metadata.topK, for: key(metadata, classifier))
    }

    private func key(_ metadata: JobMetadata, _ classifier: any ImageClassifier) -> ResultCache.Key {
        ResultCache.Key(
            image: metadata.image.sha256, model: classifier.package.id,
            modelSHA256: classifier.package.manifest.sha256)
    }
}
