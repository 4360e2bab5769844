import API
import Foundation
import Inference
import Jobs
import Logging

/// A worker's side of the service: the image in, the top-k out.
struct ClassificationHandler: JobHandler {
    let library: ModelLibrary
    let imageLimits: ImageLimits
    let meter: ThroughputMeter
    let logger: Logger

    func run(
        _ job: JobRecord, payload: Data, report: @Sendable (_ step: String, _ fraction: Double) async throws -> Void
    ) async throws -> HandlerResult {
        let metadata = try WireCoding.decoder().decode(JobMetadata.self, from: job.metadata)
        do {
            let classifier = try await library.classifier(job.route)
            let result = try await classifier.classify(payload, topK: metadata.topK, limits: imageLimits) { step in
                let done = ClassificationStep.allCases.firstIndex(of: step) ?? 0
                try await report(step.rawValue, Double(done) / Double(ClassificationStep.allCases.count))
            }
            let timings = JobTimings(
                decoding: result.timings.decoding, preprocessing: result.timings.preprocessing,
                inferring: result.timings.inferring, formatting: result.timings.formatting)
            let prediction = result.top.map { Prediction(index: $0.index, label: $0.label, score: $0.score) }
            await meter.note(timings, queuedAt: job.queuedAt)
            return HandlerResult(
                result: try WireCoding.encoder().encode(JobResult(prediction: prediction, timings: timings)),
                summary: prediction.first?.label ?? "")
        } catch let error as InferenceError {
            logger.notice(
                "job failed",
                metadata: ["job": "\(job.id)", "image": .string(job.name.debugDescription), "error": "\(error)"])
            throw JobFailure(
                code: error.code.rawValue, message: error.message, step: error.step?.rawValue, retryable: false)
        }
    }
}
