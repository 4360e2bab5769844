import Inference

/// What a worker process says.
enum WorkerReport: Codable, Sendable {
    /// First of all.
    case hello(version: Int)
    case loaded(id: Int)
    /// The image is there; from now on the process works on it.
    case begun(id: Int)
    case step(id: Int, step: ClassificationStep)
    case answer(id: Int, answer: ImageAnswer)
    /// The body is the file.
    case preview(id: Int)
    case refused(id: Int, error: InferenceError)
    case cancelled(id: Int)
    case pong

    /// The request that it answers; nil for one that answers none.
    var id: Int? {
        switch self {
        case .hello, .pong: nil
        case .loaded(let id), .begun(let id), .step(let id, _), .answer(let id, _), .preview(let id),
            .refused(let id, _), .cancelled(let id):
            id
        }
    }
}
