/// A model package's `model.json`: every fact that is needed to use the model.
package struct ModelManifest: Sendable, Equatable {
    /// Lower-case letters, digits, `.`, `_` and `-`; also the name of the package's folder where it was installed.
    package var name: String
    /// Compared number by number: `10` is newer than `9`.
    package var version: String
    /// One line for people.
    package var title: String
    package var task: ModelTask
    /// Whether a stronger model takes its place as the default as soon as one is there. Default false.
    package var starter: Bool
    /// The model's file in the package's folder: ONNX, TensorFlow Lite or OpenVINO IR.
    package var file: String
    /// Of the model's file, lower-case hexadecimal.
    package var sha256: String
    /// Of the model's file; nil: not checked.
    package var bytes: Int?
    /// Further files that the model needs. Default none.
    package var weights: [WeightsFile]
    /// The file with one label an output, in the order of the outputs: a JSON array, or `.txt` with one a line.
    package var labels: String
    /// Leading labels that the model has no output for, such as a background class. Default 0.
    package var labelsToSkip: Int
    package var output: ModelOutput
    /// SPDX identifier.
    package var license: String
    /// Where the model comes from: an address, or how it was made.
    package var source: String
    package var description: String?
    /// What to tell who uses this model, for example how to get a stronger one.
    package var hint: String?

    package init(
        name: String, version: String, title: String, task: ModelTask, starter: Bool = false, file: String,
        sha256: String, bytes: Int? = nil, weights: [WeightsFile] = [], labels: String, labelsToSkip: Int = 0,
        output: ModelOutput, license: String, source: String, description: String? = nil, hint: String? = nil
    ) {
        self.name = name
        self.version = version
        self.title = title
        self.task = task
        self.starter = starter
        self.file = file
        self.sha256 = sha256
        self.bytes = bytes
        self.weights = weights
        self.labels = labels
        self.labelsToSkip = labelsToSkip
        self.output = output
        self.license = license
        self.source = source
        self.description = description
        self.hint = hint
    }

    /// `name@version`
    package var id: String { "\(name)@\(version)" }

    /// nil for a model that takes no image.
    package var image: ImageInput? {
        if case .imageClassification(let image) = task { image } else { nil }
    }

    /// nil for a model that takes no row of numbers.
    package var features: FeatureInput? {
        if case .features(let features) = task { features } else { nil }
    }
}
