/// One entry of `GET /v1/models`.
package struct ModelInfo: Codable, Sendable, Equatable {
    /// `name@version`: what `model` of a job says.
    package var id: String
    package var name: String
    package var version: String
    package var title: String
    package var isDefault: Bool
    /// `available` (on disk, loaded when first used), `loading`, `ready`, `unusable`.
    package var state: String
    /// `image-classification`
    package var task: String
    package var classes: Int
    /// For example `float32 NCHW [1,3,64,64]`.
    package var input: String
    package var license: String
    package var source: String
    /// Why the model is `unusable`.
    package var error: String?

    package init(
        id: String, name: String, version: String, title: String, isDefault: Bool, state: String, task: String,
        classes: Int, input: String, license: String, source: String, error: String? = nil
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.title = title
        self.isDefault = isDefault
        self.state = state
        self.task = task
        self.classes = classes
        self.input = input
        self.license = license
        self.source = source
        self.error = error
    }

    enum CodingKeys: String, CodingKey {
        case id, name, version, title
        case isDefault = "default"
        case state, task, classes, input, license, source, error
    }
}

/// `GET /v1/models`.
package struct ModelList: Codable, Sendable, Equatable {
    package var models: [ModelInfo]
    /// What the default model's package has to say to its user: how to get a stronger one, for a starter.
    package var hint: String?

    package init(models: [ModelInfo], hint: String? = nil) {
        self.models = models
        self.hint = hint
    }
}
