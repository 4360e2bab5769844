import Inference

/// What can be made of an image in a worker process.
enum WorkKind: Codable, Equatable, Sendable {
    /// The model has been loaded before.
    case classify(model: ModelReference, topK: Int)
    /// A JPEG that fits in a square of so many pixels a side.
    case preview(side: Int)

    var model: ModelReference? {
        if case .classify(let model, _) = self { model } else { nil }
    }
}
