package import Foundation

/// One loaded model: image bytes in, top-k out. Safe to call from any number of tasks.
package final class Classifier: Sendable {
    package let package: ModelPackage
    let network: Network
    let preparation: ImagePreparation

    /// Checks, reads and compiles a package's model on a thread of its own.
    ///
    /// - Throws: `MODEL_UNUSABLE`.
    package static func load(
        _ package: ModelPackage, settings: EngineSettings = EngineSettings()
    ) async throws(InferenceError) -> Classifier {
        try await BlockingThreads.loading.run { () throws(InferenceError) in
            // What reading and compiling needed, several times the model's size, goes back to the system.
            defer { Allocator.giveBack() }
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

    package typealias OnStep = @Sendable (ClassificationStep) async throws -> Void

    /// Classifies one image.
    ///
    /// - Parameters:
    ///   - topK: lines of the answer, from 1; no more come back than the model has classes. Default 5.
    ///   - onStep: called at the start of each step; what it throws ends the work and is thrown on. Default: nobody
    ///     follows, and the work is done in one go.
    /// - Throws: `InferenceError`, `CancellationError`, or what `onStep` throws.
    package func classify(
        _ bytes: Data, topK: Int = 5, limits: ImageLimits = ImageLimits(),
        onStep: OnStep? = nil
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

    /// What the threads that may block have made of an image.
    private struct Work {
        let header: ImageHeader
        let plan: PreparationPlan
        let output: [UInt8]
        var timings: StepTimings
    }

    private func run(_ bytes: Data, topK: Int, limits: ImageLimits, onStep: OnStep?) async throws -> Classification {
        var work: Work
        if let onStep {
            work = try await stepByStep(bytes, limits: limits, onStep)
            try await begin(.formatting, onStep)
        } else {
            work = try await atOnce(bytes, limits: limits)
        }
        let top = try Timed { () throws(InferenceError) in try self.top(topK, of: work.output) }
        work.timings.formatting = top.milliseconds
        return Classification(model: id, header: work.header, plan: work.plan, top: top.value, timings: work.timings)
    }

    private func begin(_ step: ClassificationStep, _ onStep: OnStep) async throws {
        try Task.checkCancellation()
        try await onStep(step)
    }

    /// Gives the thread back between the steps, for whoever follows them or cancels.
    private func stepByStep(_ bytes: Data, limits: ImageLimits, _ onStep: OnStep) async throws -> Work {
        try await begin(.decoding, onStep)
        let decoded = try await BlockingThreads.images.run { [preparation] () throws(InferenceError) in
            try Timed { () throws(InferenceError) in try preparation.decode(bytes, limits: limits) }
        }
        let (header, image) = decoded.value
        try await begin(.preprocessing, onStep)
        return try await network.withRequest { request in
            let written = try await BlockingThreads.images.run { [preparation] () throws(InferenceError) in
                try Timed { preparation.write(image, to: request.input) }
            }
            try await begin(.inferring, onStep)
            let output = try await network.infer(request)
            return Work(
                header: header, plan: image.plan, output: output.value,
                timings: Self.timings(decoded.milliseconds, image, written.milliseconds, output.milliseconds))
        }
    }

    /// All on one thread, without a change of threads in between: on small models that is a tenth of the time.
    private func atOnce(_ bytes: Data, limits: ImageLimits) async throws -> Work {
        try await network.withRequest { request in
            try await BlockingThreads.images.run { [preparation] () throws(InferenceError) in
                let decoded = try Timed { () throws(InferenceError) in try preparation.decode(bytes, limits: limits) }
                let (header, image) = decoded.value
                let written = try Timed { preparation.write(image, to: request.input) }
                let output = try Timed { () throws(InferenceError) in try request.infer() }
                return Work(
                    header: header, plan: image.plan, output: output.value,
                    timings: Self.timings(decoded.milliseconds, image, written.milliseconds, output.milliseconds))
            }
        }
    }

    /// The resize along the rows runs between decoded rows, and counts as preprocessing.
    private static func timings(
        _ decoded: Double, _ image: NarrowImage, _ written: Double, _ inferring: Double
    ) -> StepTimings {
        StepTimings(
            decoding: decoded - image.resizeMilliseconds, preprocessing: written + image.resizeMilliseconds,
            inferring: inferring)
    }

    private func top(_ count: Int, of output: [UInt8]) throws(InferenceError) -> [ScoredLabel] {
        let scores = try Scores.probabilities(output, package.manifest.output, classes: package.labels.count)
        return Scores.top(count, of: scores).map {
            ScoredLabel(index: $0.index, label: package.labels[$0.index], score: $0.score)
        }
    }
}
