package import Inference

/// What a model says of an image.
package struct ImageAnswer: Codable, Equatable, Sendable {
    /// Highest score first; equal scores in the order of the model's output.
    package var top: [ScoredLabel]
    package var timings: StepTimings

    package init(top: [ScoredLabel], timings: StepTimings) {
        self.top = top
        self.timings = timings
    }
}
