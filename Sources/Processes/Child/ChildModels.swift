import Inference

/// What a worker process has loaded.
actor ChildModels {
    private let engine: EngineSettings
    private var loaded: [ModelReference: Classifier] = [:]

    init(_ engine: EngineSettings) { self.engine = engine }

    /// - Throws: `MODEL_UNUSABLE`.
    func classifier(_ model: ModelReference) async throws(InferenceError) -> Classifier {
        if let known = loaded[model] { return known }
        // An older package of the same name is not asked for again.
        loaded = loaded.filter { $0.key.id != model.id }
        let classifier = try await Classifier.load(try model.open(), settings: engine)
        loaded[model] = classifier
        return classifier
    }
}
