/// Something that a model's file leaves open and that nobody has said yet.
package struct ModelQuestion: Sendable, Equatable {
    package enum Topic: Sendable, Equatable, CaseIterable {
        case layout, size, normalisation, output, quantisation, features, labels
    }

    package struct Choice: Sendable, Equatable {
        /// What is answered.
        package var answer: String
        package var explanation: String
    }

    /// What to take when nothing is answered.
    package struct Suggestion: Sendable, Equatable {
        package var answer: String
        /// Why it is suggested.
        package var reason: String
    }

    package var topic: Topic
    package var text: String
    /// Empty: the answer is free text.
    package var choices: [Choice] = []
    /// nil: there is no good guess.
    package var suggestion: Suggestion?
    /// How to say it on the command line.
    package var option: String
}
