/// What a model does, with all that its input needs.
package enum ModelTask: Sendable, Equatable {
    /// One image in, one score a class out.
    case imageClassification(ImageInput)
    /// A row of numbers in, one score a class out.
    case features(FeatureInput)

    /// As `model.json` names it.
    package var name: String {
        switch self {
        case .imageClassification: "image-classification"
        case .features: "features"
        }
    }

    /// The tensor in words, for example `float32 NCHW [1,3,64,64]`.
    package var inputDescription: String {
        switch self {
        case .imageClassification(let image): image.tensor.description
        case .features(let features): features.description
        }
    }
}
