import Foundation
import TestSupport

@testable import Inference

/// The small models of `Fixtures/models/`, made by `make_models.py` there.
enum SmallModel {
    static let folder = Repository.file("Tests/InferenceTests/Fixtures/models")

    static func file(_ name: String) -> URL { folder.appending(path: name) }

    /// A copy of one of the packages, with the manifest changed.
    static func copy(_ name: String, to target: URL, edit: (inout [String: Any]) -> Void = { _ in }) throws {
        try FileManager.default.copyItem(at: folder.appending(path: name), to: target)
        let file = target.appending(path: ModelManifest.fileName)
        var manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
        edit(&manifest)
        try JSONSerialization.data(withJSONObject: manifest).write(to: file)
    }

    /// A package that takes rows of four numbers.
    static func copyFeatures(to target: URL, named name: String) throws {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: file("features.onnx"), to: target.appending(path: "features.onnx"))
        try Data("a\nb\nc\n".utf8).write(to: target.appending(path: "labels.txt"))
        let manifest = ModelManifest(
            name: name, version: "1", title: name, task: .features(FeatureInput(features: ["a", "b", "c", "d"])),
            file: "features.onnx", sha256: try FileDigest.sha256(of: file("features.onnx")), labels: "labels.txt",
            output: ModelOutput(kind: .softmax), license: "MIT", source: "test data")
        try JSONEncoder().encode(manifest).write(to: target.appending(path: ModelManifest.fileName))
    }
}
