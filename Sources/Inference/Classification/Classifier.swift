package import Foundation

/// One loaded model: image bytes in, top-k out. Safe to call from any number of tasks.
package final class Classifier: Sendable {
    package let package: ModelPackage
    private let network: Network
    private let preparation: ImagePreparation

    /// Checks, reads and compiles a package's model on a thread of its own.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    package static func load(
        _ package: ModelPackage, settings: EngineSettings = EngineSettings()
    ) async throws(InferenceError) -> Classifier {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            try package.verify()
            do throws(InferenceError) {
                guard let image = package.manifest.image else {
                    throw InferenceError(
                        .modelUnusable, "It takes \(package.manifest.task.inputDescription), not an image.")
                }
                return Classifier(package, image, network: try Network(package, settings: settings))
            } catch {
                throw package.explain(error)
            }
        }
    }

    private init(_ package: ModelPackage, _ image: ImageInput, network: Network) {
        self.package = package
        self.network = network
        preparation = ImagePreparation(image)
    }

    /// `name@version`
    package var id: String { package.id }

    /// Classifies one image.
    ///
    /// - Parameters:
    ///   - topK: lines of the answer, from 1; no more come back than the model has classes. Default 5.
    ///   - onStep: called at the start of each step; what it throws ends the work and is thrown on.
    /// - Throws: `InferenceError`, `CancellationError`, or what `onStep` throws.
    package func classify(
        _ bytes: Data, topK: Int = 5, limits: ImageLimits = ImageLimits(),
        onStep: @Sendable (ClassificationStep) async throws -> Void = { _ in }
    ) async throws -> Classification {
        guard topK >= 1 else {
            throw InferenceError(.invalidRequest, "The top-k is \(topK); it must be 1 or more.")
        }
        do {
            return try await run(bytes, topK: topK, limits: limits, onStep: onStep)
        } catch let error as InferenceError where error.code == .cancelled {
            throw CancellationError()
        }
    }

    private func run(
        _ bytes: Data, topK: Int, limits: ImageLimits, onStep: @Sendable (ClassificationStep) async throws -> Void
    ) async throws -> Classification {
        func begin(_ step: ClassificationStep) async throws {
            try Task.checkCancellation()
            try await onStep(step)
        }
        try await begin(.decoding)
        let decoded = try await BlockingThreads.images.run { [preparation] () throws(InferenceError) in
            try Timed { () throws(InferenceError) in try preparation.decode(bytes, limits: limits) }
        }
        let (header, image) = decoded.value
        try await begin(.preprocessing)
        let (preprocessing, output) = try await network.withRequest { request in
            let written = try await BlockingThreads.images.run { [preparation] () throws(InferenceError) in
                try Timed { preparation.write(image, to: request.input) }
            }
            try await begin(.inferring)
            return (written.milliseconds, try await network.infer(request))
        }
        try await begin(.formatting)
        let top = try Timed { () throws(InferenceError) in try self.top(topK, of: output.value) }
        return Classification(
            model: id, header: header, plan: image.plan, top: top.value,
            timings: StepTimings(
                decoding: decoded.milliseconds - image.resizeMilliseconds,
                preprocessing: preprocessing + image.resizeMilliseconds, inferring: output.milliseconds,
                formatting: top.milliseconds))
    }

    private func top(_ count: Int, of output: [UInt8]) throws(InferenceError) -> [ScoredLabel] {
        let scores = try Scores.probabilities(output, package.manifest.output, classes: package.labels.count)
        return Scores.top(count, of: scores).map {
            ScoredLabel(index: $0.index, label: package.labels[$0.index], score: $0.score)
        }
    }
}
