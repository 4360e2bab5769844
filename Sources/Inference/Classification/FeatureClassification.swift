/// What a feature model says of one row of numbers.
package struct FeatureClassification: Sendable, Equatable {
    /// `name@version`
    package var model: String
    /// One a class, in the order of the model's output.
    package var scores: [ScoredLabel]
    /// Milliseconds on the model's thread, without the waiting for it.
    package var inferring: Double

    package init(model: String, scores: [ScoredLabel], inferring: Double) {
        self.model = model
        self.scores = scores
        self.inferring = inferring
    }

    /// The highest score, the first among equals; nil without classes.
    package var best: ScoredLabel? {
        scores.max { $0.score != $1.score ? $0.score < $1.score : $0.index > $1.index }
    }
}
