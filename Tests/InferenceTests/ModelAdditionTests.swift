import Foundation
import TestSupport
import Testing

@testable import Inference

/// A model of somebody's own becomes a whole package, or nothing.
@Suite struct ModelAdditionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("add") }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
    }

    private func add(_ file: String, _ edit: (inout ModelFacts) -> Void = { _ in }) async throws -> ModelPackage {
        let source = try ModelSource(SmallModel.file(file))
        var facts = ModelFacts()
        facts.labels = .file(SmallModel.file("colours/labels.txt"))
        facts.output = .logits
        facts.normalisation = Normalisation.Preset.zeroToOne.normalisation
        edit(&facts)
        let draft = try ModelDraft(try await ModelInspection.read(source.file), facts: facts)
        return try await ModelAddition(source, into: folder.url).add(draft)
    }

    @Test(arguments: [
        ("nchw.onnx", ["labels.txt", "model.json", "nchw.onnx"]),
        ("external.onnx", ["external.onnx", "external.weights", "labels.txt", "model.json"]),
        ("ir.xml", ["ir.bin", "ir.xml", "labels.txt", "model.json"]),
    ])
    func everyFileOfAModelIsCopiedAndChecked(file: String, expected: [String]) async throws {
        let package = try await add(file)
        let files = try FileManager.default.contentsOfDirectory(atPath: package.folder.path)
        #expect(files.sorted() == expected)
        #expect(names == [package.id])
        let library = ModelLibrary(folders: [folder.url])
        let classifier = try await library.classifier(try library.resolve(nil))
        let result = try await classifier.classify(Fixture.bytes("plain.png"))
        #expect(result.top.count == 3)
        try await ModelCheck.run(package)
        // Each file counts: another byte at the end is noticed.
        for name in expected where name != "model.json" && name != "labels.txt" {
            let handle = try FileHandle(forUpdating: package.folder.appending(path: name))
            let end = try handle.seekToEnd()
            try handle.seek(toOffset: end - 1)
            try handle.write(contentsOf: Data([0x5A]))
            try handle.close()
            let error = await #expect(throws: InferenceError.self) { try await ModelCheck.run(package) }
            #expect(error?.message.contains(package.manifest.file) == true || error?.message.contains(name) == true)
        }
    }

    @Test func anIRTakesANewNameWithItsWeights() async throws {
        let package = try await add("ir.xml") { $0.name = "other" }
        let files = try FileManager.default.contentsOfDirectory(atPath: package.folder.path)
        #expect(files.sorted() == ["labels.txt", "model.json", "other.bin", "other.xml"])
    }

    @Test func anIDIsTakenOnce() async throws {
        _ = try await add("nchw.onnx")
        let error = await #expect(throws: InferenceError.self) { try await add("nchw.onnx") }
        #expect(error?.code == .invalidRequest && error?.message.contains("nchw@1") == true)
        #expect(try await add("nchw.onnx") { $0.version = "2" }.id == "nchw@2")
        #expect(names == ["nchw@1", "nchw@2"])
    }

    @Test func whatIsOpenIsNotAdded() async throws {
        let error = await #expect(throws: InferenceError.self) { try await add("ambiguous.onnx") }
        #expect(error?.code == .invalidRequest && error?.message.contains("--layout") == true)
        let resize = await #expect(throws: InferenceError.self) { try await add("nchw.onnx") { $0.resize = 4 } }
        #expect(resize?.message.contains("resize.size") == true)
        #expect(names == [])
    }

    @Test func theManifestIsMadeToBeRead() async throws {
        let package = try await add("ir.xml") { $0.title = "Red / \"green\"" }
        let text = try String(contentsOf: package.folder.appending(path: "model.json"), encoding: .utf8)
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map {
            $0.dropFirst(3).prefix { $0 != "\"" }
        }
        #expect(keys.prefix(6) == ["name", "version", "title", "task", "starter", "file"])
        #expect(keys.suffix(3) == ["output", "license", "source"])
        #expect(text.contains("  \"title\": \"Red / \\\"green\\\"\",\n"))
        #expect(try ModelManifest.decode(Data(text.utf8)) == package.manifest)
    }
}
