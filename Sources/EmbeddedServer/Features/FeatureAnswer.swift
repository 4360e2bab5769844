import Inference

/// What the tutorial's service says of a row of numbers.
struct FeatureAnswer: Encodable, Equatable {
    /// The label of the highest score.
    var prediction: String
    /// Its place in the model's output, from 0.
    var classIndex: Int
    /// Probabilities by label; of a label that stands there twice the last one, as in a Python dictionary.
    var confidence: [String: Double]

    enum CodingKeys: String, CodingKey {
        case prediction
        case classIndex = "class_index"
        case confidence
    }

    /// nil for a model without classes.
    init?(_ result: FeatureClassification) {
        guard let best = result.best else { return nil }
        prediction = best.label
        classIndex = best.index
        confidence = Dictionary(result.scores.map { ($0.label, $0.score) }, uniquingKeysWith: { $1 })
    }
}
