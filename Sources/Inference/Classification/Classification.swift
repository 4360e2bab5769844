/// What a classifier says of one image.
package struct Classification: Sendable, Equatable {
    /// `name@version`
    package var model: String
    package var header: ImageHeader
    /// Highest score first; equal scores in the order of the model's output.
    package var top: [ScoredLabel]
    package var timings: StepTimings

    package init(model: String, header: ImageHeader, top: [ScoredLabel], timings: StepTimings) {
        self.model = model
        self.header = header
        self.top = top
        self.timings = timings
    }
}
