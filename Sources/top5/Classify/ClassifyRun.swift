import Foundation
import Inference

/// What became of one file.
struct ClassifyOutcome: Sendable {
    var file: String
    var result: Result<Classification, InferenceError>
    /// Reading included, milliseconds.
    var milliseconds: Double
}

/// Many files in parallel, their outcomes in the order given.
struct ClassifyRun: Sendable {
    let classifier: Classifier
    let topK: Int
    /// Files at work at once.
    let parallel: Int

    /// - Parameter deliver: called with each outcome, in the order of `files`; what it throws ends the run.
    func run(_ files: [String], deliver: (ClassifyOutcome) throws -> Void) async throws {
        try await withThrowingTaskGroup(of: (Int, ClassifyOutcome).self) { group in
            var early: [Int: ClassifyOutcome] = [:]
            var next = 0
            var started = 0
            // A window over the order bounds what waits behind one slow file.
            let window = parallel * 8
            func startMore() {
                while started < files.count, started - next < window, started - next - early.count < parallel {
                    let index = started
                    group.addTask { (index, await classify(files[index])) }
                    started += 1
                }
            }
            startMore()
            while let (index, outcome) = try await group.next() {
                early[index] = outcome
                while let ready = early.removeValue(forKey: next) {
                    try deliver(ready)
                    next += 1
                }
                startMore()
            }
        }
    }

    private func classify(_ file: String) async -> ClassifyOutcome {
        let start = ContinuousClock.now
        let result: Result<Classification, InferenceError>
        do {
            let bytes = try await ImageFile(path: file).read(limits: ImageLimits())
            result = .success(try await classifier.classify(bytes, topK: topK, limits: ImageLimits()))
        } catch let error as InferenceError {
            result = .failure(error)
        } catch {
            result = .failure(InferenceError(.inferenceFailed, "The work was cancelled.", step: nil))
        }
        return ClassifyOutcome(
            file: file, result: result, milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
    }
}
