package import Foundation
package import Inference

/// One model, in this process or in others: image bytes in, top-k out.
package protocol ImageClassifier: Sendable {
    var package: ModelPackage { get }

    /// - Parameters:
    ///   - topK: lines of the answer, from 1; no more come back than the model has classes.
    ///   - onStep: called when a step begins, though perhaps not for each of several short ones; what it throws ends
    ///     the work and is thrown on.
    /// - Throws: `InferenceError`, `WorkerCrash`, `CancellationError`, or what `onStep` throws.
    func answer(
        _ image: Data, topK: Int, limits: ImageLimits,
        onStep: @escaping @Sendable (ClassificationStep) throws -> Void
    ) async throws -> ImageAnswer
}

extension Classifier: ImageClassifier {
    package func answer(
        _ image: Data, topK: Int, limits: ImageLimits,
        onStep: @escaping @Sendable (ClassificationStep) throws -> Void
    ) async throws -> ImageAnswer {
        let result = try await classify(image, topK: topK, limits: limits, onStep: onStep)
        return ImageAnswer(top: result.top, timings: result.timings)
    }
}
