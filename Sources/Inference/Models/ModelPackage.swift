package import Foundation

/// A folder with a `model.json`, a model and its labels.
package struct ModelPackage: Sendable {
    package let folder: URL
    package let manifest: ModelManifest
    package let labels: LabelSet

    /// `name@version`
    package var id: String { manifest.id }

    /// The model's file.
    package var modelFile: URL { folder.appending(path: manifest.file) }

    /// Reads a package and checks all of it, the model's sum included: about 3 ms a megabyte.
    ///
    /// - Throws: `MODEL_UNUSABLE` with what is wrong.
    package static func load(from folder: URL) throws(InferenceError) -> ModelPackage {
        let package = try open(folder)
        try package.verify()
        return package
    }

    /// Reads a package without reading its model: for lists.
    ///
    /// - Throws: `MODEL_UNUSABLE` for a wrong manifest, unreadable labels, a missing model or one of another size.
    package static func open(_ folder: URL) throws(InferenceError) -> ModelPackage {
        let json: Data
        do {
            json = try Data(contentsOf: folder.appending(path: ModelManifest.fileName))
        } catch {
            throw InferenceError(
                .modelUnusable, "The folder \(folder.lastPathComponent) has no readable \(ModelManifest.fileName).",
                cause: "\(error)")
        }
        let manifest = try ModelManifest.decode(json)
        let package = ModelPackage(
            folder: folder, manifest: manifest,
            labels: try LabelSet.read(folder.appending(path: manifest.labels), skip: manifest.labelsToSkip))
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: package.modelFile.resolvingSymlinksInPath().path)
        guard let attributes, let bytes = (attributes[.size] as? NSNumber)?.intValue else {
            throw InferenceError(.modelUnusable, "\(package.id) has no file \(manifest.file). Install it again.")
        }
        guard bytes == manifest.bytes ?? bytes else {
            throw InferenceError(
                .modelUnusable,
                "\(package.id): \(manifest.file) has \(bytes) bytes instead of \(manifest.bytes ?? 0). Install it again."
            )
        }
        return package
    }

    /// - Throws: `MODEL_UNUSABLE` when the model's SHA-256 is not the manifest's.
    package func verify() throws(InferenceError) {
        let sum: String
        do {
            sum = try FileDigest.sha256(of: modelFile)
        } catch {
            throw InferenceError(.modelUnusable, "\(id): \(manifest.file) can't be read.", cause: "\(error)")
        }
        guard sum == manifest.sha256 else {
            throw InferenceError(
                .modelUnusable,
                """
                \(id): \(manifest.file) has the SHA-256 \(sum.prefix(12))… instead of \(manifest.sha256.prefix(12))…. \
                Install it again.
                """)
        }
    }
}
