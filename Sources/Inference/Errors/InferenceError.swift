/// What went wrong between image bytes and a top-k, with a code that stays the same between versions.
package struct InferenceError: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable, Codable {
        /// The bytes are no image of a format that can be read here.
        case unsupportedImage = "UNSUPPORTED_IMAGE"
        /// An image that is empty, ends early or is damaged.
        case unreadableImage = "UNREADABLE_IMAGE"
        /// Too many pixels.
        case imageTooLarge = "IMAGE_TOO_LARGE"
        /// Too many bytes.
        case bodyTooLarge = "BODY_TOO_LARGE"
        /// A package that is there but can't be used.
        case modelUnusable = "MODEL_UNUSABLE"
        case unknownModel = "UNKNOWN_MODEL"
        /// No usable package at all.
        case noModel = "NO_MODEL"
        case inferenceFailed = "INFERENCE_FAILED"
        case invalidRequest = "INVALID_REQUEST"
        /// A file on disk that can't be opened or written.
        case fileUnreadable = "FILE_UNREADABLE"
        /// The task that asked was cancelled before the work began.
        case cancelled = "CANCELLED"
    }

    package var code: Code
    /// What happened, with the value, and what to do.
    package var message: String
    /// The step of a classification that failed; nil outside of one.
    package var step: ClassificationStep?
    /// A library's own words, for the log.
    package var cause: String?

    package init(_ code: Code, _ message: String, step: ClassificationStep? = nil, cause: String? = nil) {
        self.code = code
        self.message = message
        self.step = step
        self.cause = cause
    }

    /// The same error, placed in a step unless it names one already.
    func during(_ step: ClassificationStep) -> InferenceError {
        InferenceError(code, message, step: self.step ?? step, cause: cause)
    }

    package var description: String {
        let place = step.map { " while \($0.rawValue)" } ?? ""
        let reason = cause.map { " (\($0))" } ?? ""
        return "\(code.rawValue)\(place): \(message)\(reason)"
    }
}
