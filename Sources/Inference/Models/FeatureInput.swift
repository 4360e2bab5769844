/// What a feature model takes: a float32 tensor `[1,N]`, one number a feature, as given.
package struct FeatureInput: Codable, Sendable, Equatable, CustomStringConvertible {
    /// nil: the model's only input.
    package var name: String?
    /// What each number means, with its unit, in the order of the tensor.
    package var features: [String]

    package init(name: String? = nil, features: [String]) {
        self.name = name
        self.features = features
    }

    /// `[1,N]`
    package var shape: [Int] { [1, features.count] }

    /// For example `float32 [1,4]`.
    package var description: String { "float32 [1,\(features.count)]" }
}
