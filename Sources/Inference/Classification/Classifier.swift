package import Foundation

/// One loaded model: image bytes in, top-k out. Safe to call from any number of tasks.
package final class Classifier: Sendable {
    package let package: ModelPackage
    private let network: Network
    private let preprocessor: Preprocessor
    private let colorProfile: ImageInput.ColorProfileRule

    /// What may be asked for.
    package static let topKRange = 1...100

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
                throw InferenceError(error.code, "\(package.id): \(error.message)", cause: error.cause)
            }
        }
    }

    private init(_ package: ModelPackage, _ image: ImageInput, network: Network) {
        self.package = package
        self.network = network
        preprocessor = Preprocessor(image)
        colorProfile = image.colorProfile
    }

    /// `name@version`
    package var id: String { package.id }

    /// Classifies one image.
    ///
    /// - Parameters:
    ///   - topK: lines of the answer, 1...100; fewer come back where the model has fewer classes.
    ///   - onStep: called at the start of each step; what it throws ends the work and is thrown on.
    /// - Throws: `InferenceError`, `CancellationError`, or what `onStep` throws.
    package func classify(
        _ bytes: Data, topK: Int = 5, limits: ImageLimits = ImageLimits(),
        onStep: @Sendable (ClassificationStep) async throws -> Void = { _ in }
    ) async throws -> Classification {
        guard Self.topKRange.contains(topK) else {
            throw InferenceError(.invalidRequest, "The top-k is \(topK); it must be 1...100.")
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
        let (shorterSide, colorProfile) = (preprocessor.shorterSide, colorProfile)
        let (header, decoded) = try await BlockingThreads.images.run { () throws(InferenceError) in
            do throws(InferenceError) {
                let header = try ImageInspector.inspect(bytes, limits: limits)
                let image = try Timed { () throws(InferenceError) in
                    try ImageDecoder.decode(
                        bytes, header: header, shorterSide: shorterSide, limits: limits, colorProfile: colorProfile)
                }
                return (header, image)
            } catch {
                throw error.during(.decoding)
            }
        }
        try await begin(.preprocessing)
        let tensor = try await BlockingThreads.images.run { [preprocessor] () throws(InferenceError) in
            try Timed { preprocessor.tensor(of: decoded.value) }
        }
        try await begin(.inferring)
        let output = try await network.infer(tensor.value)
        try await begin(.formatting)
        let top = try Timed { () throws(InferenceError) in try self.top(topK, of: output.value) }
        return Classification(
            model: id, header: header, top: top.value,
            timings: StepTimings(
                decoding: decoded.milliseconds, preprocessing: tensor.milliseconds, inferring: output.milliseconds,
                formatting: top.milliseconds))
    }

    private func top(_ count: Int, of output: [UInt8]) throws(InferenceError) -> [ScoredLabel] {
        let scores = try Scores.probabilities(output, package.manifest.output, classes: package.labels.count)
        return Scores.top(count, of: scores).map {
            ScoredLabel(index: $0.index, label: package.labels[$0.index], score: $0.score)
        }
    }
}
