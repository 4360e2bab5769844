import Foundation
import Inference

/// A package as the service knows it, for a process that opens it by itself.
struct ModelReference: Codable, Hashable, Sendable {
    /// `name@version`
    var id: String
    var folder: String
    /// Of the model's file.
    var sha256: String

    init(_ package: ModelPackage) {
        id = package.id
        folder = package.folder.path
        sha256 = package.manifest.sha256
    }

    /// - Throws: `MODEL_UNUSABLE`, also when the folder has become another package.
    func open() throws(InferenceError) -> ModelPackage {
        let package = try ModelPackage.open(URL(filePath: folder, directoryHint: .isDirectory))
        guard ModelReference(package) == self else {
            throw InferenceError(
                .modelUnusable, "The package \(id) has changed since the service looked at it. Submit the image again.")
        }
        return package
    }
}
