import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct ModelManifestTests {
    private func bundled() throws -> [String: Any] {
        let json = try Data(contentsOf: TestModel.bundled.appending(path: ModelManifest.fileName))
        return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    private func decode(_ manifest: [String: Any]) throws -> ModelManifest {
        try ModelManifest.decode(JSONSerialization.data(withJSONObject: manifest))
    }

    @Test func readsTheBundledPackage() throws {
        let manifest = try decode(bundled())
        #expect(manifest.id == "tiny-resnet-64@1")
        #expect(manifest.starter)
        #expect(manifest.task.inputDescription == "float32 NCHW [1,3,64,64]")
        #expect(manifest.output == ModelOutput(kind: .logits))
        #expect(manifest.image?.mean == [0.485, 0.456, 0.406])
        #expect(manifest.labelsToSkip == 0)
    }

    @Test func survivesBeingWrittenAndRead() throws {
        var manifest = try decode(bundled())
        #expect(try ModelManifest.decode(JSONEncoder().encode(manifest)) == manifest)
        manifest.task = .features(FeatureInput(features: ["length (cm)", "width (cm)"]))
        #expect(try ModelManifest.decode(JSONEncoder().encode(manifest)) == manifest)
        #expect(manifest.task.inputDescription == "float32 [1,2]")
    }

    /// The key that is changed, its new value (nil: left out), and a word that the message must hold.
    @Test(
        arguments: [
            ("file", nil, "`file` is missing"), ("input", nil, "`input` is missing"),
            ("name", "../evil", "`name`"), ("name", "", "`name`"), ("name", ".hidden", "`name`"),
            ("version", "1/2", "`version`"), ("task", "detection", "detection"),
            ("file", "/etc/passwd", "`file`"), ("file", "../model.onnx", "`file`"), ("labels", "a/b", "`labels`"),
            ("sha256", "E4B1", "`sha256`"), ("channel_order", "GBR", "`channel_order`"), ("bytes", "many", "`bytes`"),
        ] as [(String, String?, String)])
    func namesTheKeyAtFault(key: String, value: String?, word: String) throws {
        var manifest = try bundled()
        manifest[key] = value
        let error = try #require(throws: InferenceError.self) { try decode(manifest) }
        #expect(error.code == .modelUnusable)
        #expect(error.message.contains(word), "\(error)")
    }

    @Test func refusesNumbersThatMakeNoSense() throws {
        let changes: [(String, Any)] = [
            ("std", [0.2, 0, 0.2]), ("mean", [1, 2]), ("scale", 0), ("labels_to_skip", -1),
            ("resize", ["rule": "shorter-side", "size": 63, "crop": "center", "filter": "bilinear-antialiased"]),
            ("input", ["layout": "NCHW", "element_type": "f32", "width": 0, "height": 64]),
            ("input", ["layout": "NCHW", "element_type": "u8", "width": 64, "height": 64]),
            ("output", ["kind": "quantized"]),
        ]
        for (key, value) in changes {
            var manifest = try bundled()
            manifest[key] = value
            let error = try #require(throws: InferenceError.self, "\(key) \(value)") { try decode(manifest) }
            #expect(error.code == .modelUnusable)
        }
    }

    @Test func saysThatItIsNoJSON() throws {
        let error = try #require(throws: InferenceError.self) { try ModelManifest.decode(Data("{\"name\": ".utf8)) }
        #expect(error.code == .modelUnusable)
        #expect(error.message.contains("no JSON"))
    }

    @Test func readsLabelsOfEveryKind() throws {
        let folder = try TemporaryFolder()
        let lines = folder.file("labels.txt")
        try Data("background\r\n\ncat\n\n".utf8).write(to: lines)
        #expect(try LabelSet.read(lines).labels == ["background", "", "cat"])
        #expect(try LabelSet.read(lines, skip: 2).labels == ["cat"])
        let array = folder.file("labels.json")
        try Data(#"["cat", "dog"]"#.utf8).write(to: array)
        #expect(try LabelSet.read(array).labels == ["cat", "dog"])
        try Data(#"[{"wnid": "n1", "label": "cat"}]"#.utf8).write(to: array)
        #expect(try LabelSet.read(array).labels == ["cat"])
        try Data(#"{"cat": 1}"#.utf8).write(to: array)
        #expect(throws: InferenceError.self) { try LabelSet.read(array) }
    }
}
