package import Foundation
import Synchronization

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

    package typealias OnStep = @Sendable (ClassificationStep) throws -> Void

    /// Classifies one image: all of it on one thread, since each change of threads costs a small model a tenth of its time.
    ///
    /// - Parameters:
    ///   - topK: lines of the answer, from 1; no more come back than the model has classes. Default 5.
    ///   - onStep: called on that thread at the start of each step; what it throws ends the work and is thrown on.
    /// - Throws: `InferenceError`, `CancellationError`, or what `onStep` throws.
    package func classify(
        _ bytes: Data, topK: Int = 5, limits: ImageLimits = ImageLimits(),
        onStep: @escaping OnStep = { _ in }
    ) async throws -> Classification {
        guard topK >= 1 else {
            throw InferenceError(.invalidRequest, "The top-k is \(topK); it must be 1 or more.")
        }
        let isCancelled = Mutex(false)
        do {
            return try await withTaskCancellationHandler {
                try await network.onImageThread { request throws(InferenceError) in
                    Result {
                        try self.classify(bytes, topK: topK, limits: limits, with: request) { step in
                            guard !isCancelled.withLock(\.self) else { throw CancellationError() }
                            try onStep(step)
                        }
                    }
                }.get()
            } onCancel: {
                isCancelled.withLock { $0 = true }
            }
        } catch let error as InferenceError where error.code == .cancelled {
            throw CancellationError()
        }
    }

    /// Blocks for as long as it takes.
    private func classify(
        _ bytes: Data, topK: Int, limits: ImageLimits, with request: InferRequest, begin: OnStep
    ) throws -> Classification {
        try begin(.decoding)
        let decoded = try Timed { () throws(InferenceError) in try preparation.decode(bytes, limits: limits) }
        let (header, image) = decoded.value
        try begin(.preprocessing)
        let written = try Timed { preparation.write(image, to: request.input) }
        try begin(.inferring)
        let output = try Timed { () throws(InferenceError) in try request.infer() }
        try begin(.formatting)
        let top = try Timed { () throws(InferenceError) in try self.top(topK, of: output.value) }
        var timings = Self.timings(decoded.milliseconds, image, written.milliseconds, output.milliseconds)
        timings.formatting = top.milliseconds
        return Classification(model: id, header: header, plan: image.plan, top: top.value, timings: timings)
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
