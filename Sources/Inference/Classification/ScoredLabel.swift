/// One line of a top-k.
package struct ScoredLabel: Sendable, Equatable, Codable {
    /// Position in the model's output, from 0.
    package var index: Int
    package var label: String
    /// Probability, 0...1.
    package var score: Double

    package init(index: Int, label: String, score: Double) {
        self.index = index
        self.label = label
        self.score = score
    }
}
