import Inference

/// What a worker process has loaded.
actor ChildModels {
    private let engine: EngineSettings
    private var loaded: [ModelReference: Classifier] = [:]

    init(_ engine: EngineSettings) { self.engine = engine }

    /// - Throws: `MODEL_UNUSABLE`.
    func classifier(_ model: ModelReference) async throws(InferenceError) -> Classifier {
        if let known = loaded[model] { return known }
        let classifier = try await Classifier.load(try model.open(), settings: engine)
        loaded[model] = classifier
        return classifier
    }
}
