import Foundation
import TestSupport

@testable import Inference

/// Packages for tests: the bundled one, and folders with other manifests around files that exist already.
enum TestModel {
    static let bundled = Repository.file("assets/models/tiny-resnet-64")

    /// A writable copy of the bundled package, with the manifest's text changed.
    static func copy(
        in folder: TemporaryFolder, named name: String = "copy", edit: (inout [String: Any]) -> Void = { _ in }
    ) throws -> URL {
        let target = folder.file(name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for file in ["tiny-resnet-64.onnx", "labels.json"] {
            try FileManager.default.createSymbolicLink(
                at: target.appending(path: file), withDestinationURL: bundled.appending(path: file))
        }
        let json = try Data(contentsOf: bundled.appending(path: ModelManifest.fileName))
        var manifest = try JSONSerialization.jsonObject(with: json) as? [String: Any] ?? [:]
        edit(&manifest)
        try JSONSerialization.data(withJSONObject: manifest)
            .write(to: target.appending(path: ModelManifest.fileName))
        return target
    }

    /// A package around one of the models that lie beside a development checkout without a manifest.
    static func shared(
        _ name: String, file: String, side: Int, resize: Int, colorProfile: String, in folder: TemporaryFolder
    ) throws -> ModelPackage {
        guard let source = Repository.shared?.appending(path: "models/\(name)") else {
            throw CocoaError(.fileNoSuchFile)
        }
        let target = folder.file(name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for linked in [file, "labels.txt"] {
            try FileManager.default.createSymbolicLink(
                at: target.appending(path: linked), withDestinationURL: source.appending(path: linked))
        }
        let manifest: [String: Any] = [
            "name": name, "version": "1", "title": name, "task": "image-classification", "file": file,
            "sha256": try FileDigest.sha256(of: source.appending(path: file)), "labels": "labels.txt",
            "input": ["layout": "NHWC", "element_type": "u8", "width": side, "height": side] as [String: Any],
            "resize": [
                "rule": "shorter-side", "size": resize, "crop": "center", "filter": "bilinear-antialiased",
            ] as [String: Any],
            "channel_order": "RGB", "color_profile": colorProfile,
            "output": ["kind": "quantized", "scale": 1.0 / 256, "zero_point": 0] as [String: Any],
            "license": "Apache-2.0", "source": "test data",
        ]
        try JSONSerialization.data(withJSONObject: manifest)
            .write(to: target.appending(path: ModelManifest.fileName))
        return try ModelPackage.load(from: target)
    }
}
