import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct ModelLibraryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("library") }

    private func library(default name: String? = nil) -> ModelLibrary {
        ModelLibrary(folders: [folder.url], defaultModel: name, settings: EngineSettings(mode: .latency, threads: 1))
    }

    private func entry(_ id: String, of library: ModelLibrary) throws -> ModelEntry {
        try #require(library.list().first { $0.id == id })
    }

    @Test func prefersAModelThatIsNoStarter() throws {
        _ = try TestModel.copy(in: folder, named: "a") { $0["name"] = "a-starter" }
        #expect(try library().resolve(nil) == "a-starter@1")
        _ = try TestModel.copy(in: folder, named: "b") { manifest in
            manifest["name"] = "strong"
            manifest["starter"] = false
        }
        let both = library()
        #expect(try both.resolve(nil) == "strong@1")
        #expect(both.list().map(\.isDefault) == [false, true])
        #expect(try library(default: "a-starter").resolve(nil) == "a-starter@1")
    }

    @Test func aNameMeansItsNewestVersion() throws {
        for version in ["9", "10", "2"] {
            _ = try TestModel.copy(in: folder, named: "v\(version)") { $0["version"] = version }
        }
        let library = library()
        #expect(try library.resolve("tiny-resnet-64") == "tiny-resnet-64@10")
        #expect(try library.resolve("tiny-resnet-64@2") == "tiny-resnet-64@2")
    }

    @Test func theFirstFolderWins() throws {
        let other = try TemporaryFolder("other")
        let first = try TestModel.copy(in: folder)
        _ = try TestModel.copy(in: other)
        let library = ModelLibrary(folders: [folder.url, other.url, other.file("missing")])
        #expect(library.list().map(\.folder.path) == [first.path])
    }

    @Test func namesTheModelsThatThereAre() throws {
        _ = try TestModel.copy(in: folder)
        let error = try #require(throws: InferenceError.self) { try library().resolve("alexnet") }
        #expect(error.code == .unknownModel)
        #expect(error.message.contains("alexnet"))
        #expect(error.message.contains("tiny-resnet-64@1"))
    }

    @Test func saysThatThereIsNoModel() throws {
        let error = try #require(throws: InferenceError.self) { try library().resolve(nil) }
        #expect(error.code == .noModel)
    }

    @Test func brokenPackagesAreListedAndStopNothing() async throws {
        _ = try TestModel.copy(in: folder, named: "good")
        _ = try TestModel.copy(in: folder, named: "gone") { manifest in
            manifest["name"] = "gone"
            manifest["file"] = "gone.onnx"
        }
        _ = try TestModel.copy(in: folder, named: "short") { manifest in
            manifest["name"] = "short"
            manifest["bytes"] = 5
        }
        let noJSON = try TestModel.copy(in: folder, named: "no-json")
        try Data("{".utf8).write(to: noJSON.appending(path: ModelManifest.fileName))
        try FileManager.default.createDirectory(at: folder.file("empty"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: folder.file(".staging"), withIntermediateDirectories: true)

        let library = library()
        #expect(library.list().map(\.id) == ["empty", "gone", "tiny-resnet-64@1", "no-json", "short"])
        for id in ["empty", "gone", "no-json", "short"] {
            let broken = try entry(id, of: library)
            #expect(broken.state == .unusable)
            #expect(broken.error?.code == .modelUnusable)
        }
        #expect(try entry("gone", of: library).manifest?.id == "gone@1")
        #expect(try entry("gone", of: library).error?.message.contains("gone.onnx") == true)
        #expect(try library.resolve(nil) == "tiny-resnet-64@1")
        let error = try #require(throws: InferenceError.self) { try library.resolve("gone") }
        #expect(error.code == .modelUnusable)
        _ = try await library.classifier("tiny-resnet-64@1")
        #expect(try entry("tiny-resnet-64@1", of: library).state == .ready)
    }

    /// What is only found by reading the model: the manifest's change, and a word that the message must hold.
    @Test(arguments: ["sum", "labels", "input", "size", "layout", "output", "no model"])
    func whatTheModelItselfShowsMakesItUnusable(fault: String) async throws {
        let package = try TestModel.copy(in: folder) { manifest in
            var input = manifest["input"] as? [String: Any] ?? [:]
            switch fault {
            case "sum": manifest["sha256"] = String(repeating: "0", count: 64)
            case "labels": manifest["labels_to_skip"] = 1
            case "input": input["name"] = "picture"
            case "size":
                input["width"] = 32
                input["height"] = 32
            case "layout": input["layout"] = "NHWC"
            case "output": manifest["output"] = ["kind": "quantized", "scale": 1] as [String: Any]
            default:
                manifest["bytes"] = nil
                manifest["sha256"] = "3fc9b689459d738f8c88a3a48aa9e33542016b7a4052e001aaa536fca74813cb"
            }
            manifest["input"] = input
        }
        if fault == "no model" {
            let file = package.appending(path: "tiny-resnet-64.onnx")
            try FileManager.default.removeItem(at: file)
            try Data("something".utf8).write(to: file)
        }
        let words = [
            "sum": "000000000000", "labels": "199 labels", "input": "picture", "size": "[?,3,64,64]",
            "layout": "[1,64,64,3]", "output": "quantized", "no model": "can't read",
        ]
        let library = library()
        let id = try library.resolve(nil)
        let error = await #expect(throws: InferenceError.self) { try await library.classifier(id) }
        #expect(error?.code == .modelUnusable)
        #expect(error?.message.contains(try #require(words[fault])) == true, "\(String(describing: error))")
        #expect(error?.message.contains("tiny-resnet-64@1") == true)
        #expect(try entry(id, of: library).state == .unusable)
        #expect(throws: InferenceError.self) { try library.resolve(nil) }
    }

    @Test func loadsOnceHoweverManyAsk() async throws {
        _ = try TestModel.copy(in: folder)
        let library = library()
        let classifiers = try await withThrowingTaskGroup(of: Classifier.self) { group in
            for _ in 0..<8 { group.addTask { try await library.classifier("tiny-resnet-64@1") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(classifiers.map(ObjectIdentifier.init)).count == 1)
    }

    @Test func findsWhatWasAddedAndWhatWasMended() async throws {
        let package = try TestModel.copy(in: folder) { $0["sha256"] = String(repeating: "0", count: 64) }
        let library = library()
        await #expect(throws: InferenceError.self) { try await library.classifier("tiny-resnet-64@1") }
        try FileManager.default.removeItem(at: package)
        _ = try TestModel.copy(in: folder)
        _ = try TestModel.copy(in: folder, named: "new") { $0["name"] = "new" }
        library.refresh()
        #expect(try library.resolve("new") == "new@1")
        _ = try await library.classifier("tiny-resnet-64@1")
        library.refresh()
        #expect(try entry("tiny-resnet-64@1", of: library).state == .ready)
    }
}
