import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct ModelInstallationTests {
    private let folder: TemporaryFolder
    private let catalog: ModelCatalog
    private var models: URL { folder.file("models") }

    init() throws {
        folder = try TemporaryFolder("install")
        catalog = try ModelCatalog(contentsOf: Repository.file("assets/catalog.json"))
    }

    @Test func everyPackageOfTheCatalogueIsSound() throws {
        #expect(catalog.entries.count >= 8)
        for entry in catalog.entries {
            let manifest = try #require(entry.package, "\(entry.name)")
            #expect(try ModelManifest.decode(JSONEncoder().encode(manifest)) == manifest)
            #expect(manifest.name == entry.name)
            #expect(manifest.sha256 == entry.sha256)
            #expect(manifest.bytes == entry.bytes)
            #expect(manifest.file == entry.url.lastPathComponent)
            #expect(manifest.labels == entry.labelsURL?.lastPathComponent)
            #expect(entry.labelsSHA256?.count == 64)
            #expect(entry.url.scheme == "https" && entry.labelsURL?.scheme == "https")
            #expect(!manifest.starter)
        }
    }

    @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
    func theCatalogueHasTheTrueSizesAndSums() throws {
        struct Truth: Decodable, Equatable {
            var name: String
            var url: URL
            var sha256: String
            var bytes: Int
        }
        let file = try #require(Repository.shared).appending(path: "models/catalog.json")
        let truths = try JSONDecoder().decode([Truth].self, from: Data(contentsOf: file))
        let ours = catalog.entries.map { Truth(name: $0.name, url: $0.url, sha256: $0.sha256, bytes: $0.bytes) }
        #expect(ours == truths)
    }

    @Test func anUnknownNameIsRefusedWithTheKnownOnes() throws {
        let error = try #require(throws: InferenceError.self) { try catalog.entry("alexnet") }
        #expect(error.code == .unknownModel)
        #expect(error.message.contains("mobilenet-v2"))
    }

    /// A catalogue of one: the small model of the tests, and its labels.
    private func entry(_ edit: (inout [String: Any]) -> Void = { _ in }) throws -> CatalogEntry {
        let package = Repository.file("Tests/InferenceTests/Fixtures/models/colours")
        let json = try Data(contentsOf: package.appending(path: ModelManifest.fileName))
        var manifest = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        edit(&manifest)
        let entry: [String: Any] = [
            "name": "colours", "title": "Colours", "url": "https://models.example/colours.onnx",
            "sha256": manifest["sha256"] ?? "", "bytes": manifest["bytes"] ?? 0,
            "labels_url": "https://models.example/labels.txt",
            "labels_sha256": try FileDigest.sha256(of: package.appending(path: "labels.txt")), "license": "MIT",
            "package": manifest,
        ]
        return try JSONDecoder().decode(CatalogEntry.self, from: JSONSerialization.data(withJSONObject: entry))
    }

    /// Puts the files where a download would.
    private func downloaded(_ entry: CatalogEntry) throws -> ModelInstallation {
        let package = Repository.file("Tests/InferenceTests/Fixtures/models/colours")
        let installation = try #require(try ModelInstallation.begin(entry, into: models))
        try FileManager.default.copyItem(at: package.appending(path: "colours.onnx"), to: installation.modelFile)
        try FileManager.default.copyItem(at: package.appending(path: "labels.txt"), to: installation.labelsFile)
        return installation
    }

    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []).sorted()
    }

    @Test func aDownloadBecomesAPackageAndReplacesTheOld() async throws {
        for _ in 0..<2 {
            let installation = try downloaded(try entry())
            // Of an earlier pull, by another catalogue.
            let stray = installation.modelFile.deletingLastPathComponent().appending(path: "other.onnx.part")
            try Data("x".utf8).write(to: stray)
            let package = try await installation.finish()
            #expect(package.id == "colours@1")
            #expect(package.labels.labels == ["red", "green", "blue"])
            #expect(names == ["colours@1"])
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: models.appending(path: "colours@1").path)
        #expect(files.sorted() == ["colours.onnx", "labels.txt", "model.json"])
        let library = ModelLibrary(folders: [models])
        _ = try await library.classifier(try library.resolve("colours"))
    }

    @Test(arguments: [true, false])
    func aWrongSumInstallsNothing(model: Bool) async throws {
        let installation = try downloaded(try entry())
        let file = model ? installation.modelFile : installation.labelsFile
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data([0x21]))
        try handle.close()
        let error = try #require(await #expect(throws: InferenceError.self) { try await installation.finish() })
        #expect(error.code == .modelUnusable)
        #expect(error.message.contains(file.lastPathComponent))
        #expect(names == [".pull-colours@1"])
    }

    @Test func aMissingDownloadIsSaid() async throws {
        let installation = try #require(try ModelInstallation.begin(try entry(), into: models))
        let error = try #require(await #expect(throws: InferenceError.self) { try await installation.finish() })
        #expect(error.code == .fileUnreadable)
    }

    @Test func oneProcessAtATimeInstallsAModel() throws {
        let first = try #require(try ModelInstallation.begin(try entry(), into: models))
        #expect(try ModelInstallation.begin(try entry(), into: models) == nil)
        let other = try entry { $0["version"] = "2" }
        #expect(try ModelInstallation.begin(other, into: models)?.id == "colours@2")
        first.abandon()
    }

    @Test func aCatalogueWithAnUnsafeNameIsRefused() throws {
        let evil = try entry { $0["file"] = "../../evil" }
        let error = try #require(throws: InferenceError.self) { try ModelInstallation.begin(evil, into: models) }
        #expect(error.code == .modelUnusable && error.message.contains("../../evil"))
        #expect(names == [])
    }
}
