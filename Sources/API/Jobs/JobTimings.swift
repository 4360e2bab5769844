/// Milliseconds of the last attempt, step by step; nil for a step that was not reached.
package struct JobTimings: Codable, Sendable, Equatable {
    /// From acceptance, or the last retry, to the last claim.
    package var queued: Double?
    package var decoding: Double?
    package var preprocessing: Double?
    package var inferring: Double?
    package var formatting: Double?

    package init(
        queued: Double? = nil, decoding: Double? = nil, preprocessing: Double? = nil, inferring: Double? = nil,
        formatting: Double? = nil
    ) {
        self.queued = queued
        self.decoding = decoding
        self.preprocessing = preprocessing
        self.inferring = inferring
        self.formatting = formatting
    }

    package subscript(step: JobStep) -> Double? {
        get {
            switch step {
            case .decoding: decoding
            case .preprocessing: preprocessing
            case .inferring: inferring
            case .formatting: formatting
            }
        }
        set {
            switch step {
            case .decoding: decoding = newValue
            case .preprocessing: preprocessing = newValue
            case .inferring: inferring = newValue
            case .formatting: formatting = newValue
            }
        }
    }

    /// Everything but the waiting, in milliseconds.
    package var work: Double {
        JobStep.allCases.compactMap { self[$0] }.reduce(0, +)
    }
}
