package struct JobProgress: Codable, Sendable, Equatable {
    package var step: JobStep
    /// 0...1: the share of the steps that are behind the job.
    package var fraction: Double

    package init(step: JobStep, fraction: Double) {
        self.step = step
        self.fraction = fraction
    }
}
