/// What a classifier says of one image.
package struct Classification: Sendable, Equatable {
    /// `name@version`
    package var model: String
    package var header: ImageHeader
    /// What was done to the image before the model saw it.
    package var plan: PreparationPlan
    /// Highest score first; equal scores in the order of the model's output.
    package var top: [ScoredLabel]
    package var timings: StepTimings

    package init(model: String, header: ImageHeader, plan: PreparationPlan, top: [ScoredLabel], timings: StepTimings) {
        self.model = model
        self.header = header
        self.plan = plan
        self.top = top
        self.timings = timings
    }
}
