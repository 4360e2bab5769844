import Synchronization

/// The feature models of a library that were loaded, each once however many ask.
final class FeatureClassifiers: Sendable {
    private let loads = Mutex<[String: Task<Result<FeatureClassifier, InferenceError>, Never>]>([:])

    /// The classifier of a package, or the one that is being made of it.
    ///
    /// - Parameter onChange: told how far the load is: `loading`, then `ready`, or what went wrong.
    /// - Throws: `MODEL_UNUSABLE`.
    func classifier(
        _ package: ModelPackage, onChange: @escaping @Sendable (Result<ModelState, InferenceError>) -> Void
    ) async throws(InferenceError) -> FeatureClassifier {
        let load = loads.withLock { loads in
            if let running = loads[package.id] { return running }
            onChange(.success(.loading))
            let task = Task { await self.load(package, onChange: onChange) }
            loads[package.id] = task
            return task
        }
        return try await load.value.get()
    }

    private func load(
        _ package: ModelPackage, onChange: @Sendable (Result<ModelState, InferenceError>) -> Void
    ) async -> Result<FeatureClassifier, InferenceError> {
        do throws(InferenceError) {
            let classifier = try await FeatureClassifier.load(package)
            onChange(.success(.ready))
            return .success(classifier)
        } catch {
            onChange(.failure(error))
            // A package that is put right and looked up again gets another chance.
            _ = loads.withLock { $0.removeValue(forKey: package.id) }
            return .failure(error)
        }
    }
}
