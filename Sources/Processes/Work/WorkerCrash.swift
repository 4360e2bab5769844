package import Inference

/// A worker process that did not survive an image.
package struct WorkerCrash: Error, Equatable, Sendable {
    package enum Cause: Equatable, Sendable {
        case ended(ProcessEnd)
        /// Seconds that it had.
        case hung(seconds: Int)
        /// Three processes, one after another, did not take the image.
        case deaf
        /// What it sent instead of a message.
        case nonsense(String)

        /// As part of a sentence about the process.
        var clause: String {
            switch self {
            case .ended(let end): end.clause
            case .hung(let seconds): "was killed: it was not done within \(seconds) s"
            case .deaf: "was killed, as two before it: it did not take the image"
            case .nonsense(let reason): "was killed: \(reason)"
            }
        }
    }

    package var cause: Cause
    /// The step that was at work; nil before the first one, and for a preview.
    package var step: ClassificationStep?
    /// The model that was being loaded, no image yet at work.
    package var loading: String?
    package var processID: Int32
    /// The end of its standard error; for the log, never for a caller.
    package var lastWords: String

    /// What happened, as a sentence without its full stop.
    package var sentence: String {
        let place = loading.map { " while it loaded the model \($0)" } ?? step.map { " while \($0.rawValue)" } ?? ""
        let isKilled = cause == .ended(.signal(9))
        let hint = isKilled ? ", which the system does when it runs out of memory" : ""
        return "The worker process \(cause.clause)\(place)\(hint)"
    }
}
