import Foundation
import Synchronization

/// The models of a library by what they take, an image or a row of numbers, and what they give.
extension ModelLibrary {
    /// The id of an image model to use.
    ///
    /// - Parameter name: `name@version`, `name` for its newest version, or nil for the default.
    /// - Throws: `INVALID_REQUEST` for a feature model; `UNKNOWN_MODEL`, `MODEL_UNUSABLE`, `NO_MODEL`.
    package func resolveImageModel(_ name: String?) throws(InferenceError) -> String {
        let id = try resolve(name)
        if let features = try manifest(id).features {
            throw InferenceError(
                .invalidRequest,
                "\(id) takes \(features.features.count) numbers, no image; POST {\"features\":[…]} to /predict.")
        }
        return id
    }

    /// The id of a feature model to use.
    ///
    /// - Parameter name: `name@version`, `name` for its newest version, or nil for the first that is no starter, else
    ///   for the first, in its newest version.
    /// - Throws: `INVALID_REQUEST` for an image model; `UNKNOWN_MODEL`, `MODEL_UNUSABLE`, `NO_MODEL`.
    package func resolveFeatureModel(_ name: String?) throws(InferenceError) -> String {
        guard let name else { return try defaultFeatureModel() }
        let id = try resolve(name)
        guard try manifest(id).features != nil else {
            throw InferenceError(
                .invalidRequest, "\(id) takes an image, no features; send it one as multipart/form-data.")
        }
        return id
    }

    private func defaultFeatureModel() throws(InferenceError) -> String {
        let usable = list().filter { $0.state != .unusable }.compactMap(\.manifest).filter { $0.features != nil }
        guard let chosen = usable.first(where: { !$0.starter }) ?? usable.first else {
            throw InferenceError(.noModel, "There is no usable feature model. Install one, or reinstall top5.")
        }
        let newest = usable.filter { $0.name == chosen.name }.max {
            $0.version.compare($1.version, options: .numeric) == .orderedAscending
        }
        return (newest ?? chosen).id
    }

    /// The classifier of a feature model; loads it with the first call, once however many ask.
    ///
    /// - Parameter id: as `resolveFeatureModel` gives it.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    package func featureClassifier(_ id: String) async throws(InferenceError) -> FeatureClassifier {
        try await featureClassifiers.classifier(try package(id)) { change in self.note(change, of: id) }
    }

    /// Classes of a model.
    ///
    /// - Parameter id: as `resolve` gives it.
    /// - Throws: `UNKNOWN_MODEL`, `MODEL_UNUSABLE`.
    package func classes(of id: String) throws(InferenceError) -> Int { try package(id).labels.count }

    private func manifest(_ id: String) throws(InferenceError) -> ModelManifest { try package(id).manifest }

    private func note(_ change: Result<ModelState, InferenceError>, of id: String) {
        shelf.withLock { shelf in
            switch change {
            case .success(let state): shelf.set(state, of: id)
            case .failure(let error): shelf.fail(id, error)
            }
        }
    }
}
