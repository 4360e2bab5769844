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

    /// Classifies one image, all of it on one thread, in a batch with others that wait: see `EngineQueue`.
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
        let begin: OnStep = { step in
            guard !isCancelled.withLock(\.self) else { throw CancellationError() }
            try onStep(step)
        }
        do {
            return try await withTaskCancellationHandler {
                try await network.queue.run(
                    EngineSteps { memory in
                        let (header, plan, timings) = try self.prepare(
                            bytes, limits: limits, into: memory, begin: begin)
                        return { output in
                            try begin(.formatting)
                            return try self.answer(output, topK: topK, header, plan, timings)
                        }
                    } begin: {
                        try begin(.inferring)
                    })
            } onCancel: {
                isCancelled.withLock { $0 = true }
            }
        } catch let error as InferenceError where error.code == .cancelled {
            throw CancellationError()
        }
    }

    /// Blocks for as long as it takes.
    private func prepare(
        _ bytes: Data, limits: ImageLimits, into memory: UnsafeMutableBufferPointer<UInt8>, begin: OnStep
    ) throws -> (ImageHeader, PreparationPlan, StepTimings) {
        try begin(.decoding)
        let decoded = try Timed { () throws(InferenceError) in try preparation.decode(bytes, limits: limits) }
        let (header, image) = decoded.value
        try begin(.preprocessing)
        let written = try Timed { () throws(InferenceError) in preparation.write(image, to: memory) }
        // The resize along the rows runs between decoded rows, and counts as preprocessing.
        let timings = StepTimings(
            decoding: decoded.milliseconds - image.resizeMilliseconds,
            preprocessing: written.milliseconds + image.resizeMilliseconds)
        return (header, image.plan, timings)
    }

    private func answer(
        _ output: Timed<[UInt8]>, topK: Int, _ header: ImageHeader, _ plan: PreparationPlan, _ timings: StepTimings
    ) throws -> Classification {
        let top = try Timed { () throws(InferenceError) in try self.top(topK, of: output.value) }
        var timings = timings
        timings.inferring = output.milliseconds
        timings.formatting = top.milliseconds
        return Classification(model: id, header: header, plan: plan, top: top.value, timings: timings)
    }

    private func top(_ count: Int, of output: [UInt8]) throws(InferenceError) -> [ScoredLabel] {
        let scores = try Scores.probabilities(output, package.manifest.output, classes: package.labels.count)
        return Scores.top(count, of: scores).map {
            ScoredLabel(index: $0.index, label: package.labels[$0.index], score: $0.score)
        }
    }
}
