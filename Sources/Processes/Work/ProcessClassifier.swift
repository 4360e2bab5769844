package import Foundation
package import Inference

/// A model that worker processes have loaded, each for itself.
package struct ProcessClassifier: ImageClassifier {
    package let package: ModelPackage
    private let processes: WorkerProcesses

    package init(_ package: ModelPackage, _ processes: WorkerProcesses) {
        self.package = package
        self.processes = processes
    }

    package func answer(
        _ image: Data, topK: Int, limits: ImageLimits,
        onStep: @escaping @Sendable (ClassificationStep) throws -> Void
    ) async throws -> ImageAnswer {
        let work = WorkKind.classify(model: ModelReference(package), topK: topK)
        guard case .answer(let answer) = try await processes.run(work, image, limits: limits, onStep: onStep) else {
            throw CancellationError()
        }
        return answer
    }
}
