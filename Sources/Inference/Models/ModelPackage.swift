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
                .modelUnusable,
                "The folder \(folder.lastPathComponent) has no readable \(ModelManifest.fileName); `top5 models add FILE` "
                    + "makes a package of a model.", cause: error.localizedDescription)
        }
        let manifest = try ModelManifest.decode(json)
        let package = ModelPackage(
            folder: folder, manifest: manifest,
            labels: try LabelSet.read(folder.appending(path: manifest.labels), skip: manifest.labelsToSkip))
        try package.checkSize(manifest.file, manifest.bytes)
        for weights in manifest.weights { try package.checkSize(weights.file, weights.bytes) }
        return package
    }

    /// Of the model's file and of those of its weights.
    var modelBytes: Int { ([manifest.file] + manifest.weights.map(\.file)).reduce(0) { $0 + (size(of: $1) ?? 0) } }

    private func size(of file: String) -> Int? {
        let path = folder.appending(path: file).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue
    }

    private func checkSize(_ file: String, _ expected: Int?) throws(InferenceError) {
        guard let bytes = size(of: file) else {
            throw InferenceError(.modelUnusable, "\(id) has no file \(file). Install it again.")
        }
        guard bytes == expected ?? bytes else {
            throw InferenceError(
                .modelUnusable,
                "\(id): \(file) has \(bytes) bytes instead of \(expected ?? 0). Install it again.")
        }
    }

    /// - Throws: `MODEL_UNUSABLE` when the SHA-256 of the model, or of its weights, is not the manifest's.
    package func verify() throws(InferenceError) {
        try verify(manifest.file, manifest.sha256)
        for weights in manifest.weights { try verify(weights.file, weights.sha256) }
    }

    private func verify(_ file: String, _ expected: String) throws(InferenceError) {
        let sum: String
        do {
            sum = try FileDigest.sha256(of: folder.appending(path: file))
        } catch {
            throw InferenceError(.modelUnusable, "\(id): \(file) can't be read.", cause: "\(error)")
        }
        guard sum == expected else {
            throw InferenceError(
                .modelUnusable,
                """
                \(id): \(file) has the SHA-256 \(sum.prefix(12))… instead of \(expected.prefix(12))…. \
                Install it again.
                """)
        }
    }

    /// Bytes of all files in a package's folder, whatever they are.
    package static func bytesOnDisk(_ folder: URL) -> Int64 {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.reduce(0) { sum, name in
            let path = folder.appending(path: name).resolvingSymlinksInPath().path
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return sum + ((attributes?[.size] as? NSNumber)?.int64Value ?? 0)
        }
    }
}
