import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct ModelInstallationTests {
    private let folder: TemporaryFolder
    private let catalog: ModelCatalog

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
            #expect(!manifest.starter)
        }
    }

    @Test func anUnknownNameIsRefusedWithTheKnownOnes() throws {
        let error = try #require(throws: InferenceError.self) { try catalog.entry("alexnet") }
        #expect(error.code == .unknownModel)
        #expect(error.message.contains("mobilenet-v2"))
    }

    /// Puts the shared copy of a model where a download would go.
    private func downloaded() throws -> ModelInstallation {
        let source = try #require(Repository.shared).appending(path: "models/mobilenet-v2")
        let downloads = folder.file("downloads-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: downloads, withIntermediateDirectories: true)
        let installation = try ModelInstallation(try catalog.entry("mobilenet-v2"), downloads: downloads)
        try FileManager.default.copyItem(
            at: source.appending(path: installation.modelFile.lastPathComponent), to: installation.modelFile)
        try FileManager.default.copyItem(at: source.appending(path: "labels.txt"), to: installation.labelsFile)
        return installation
    }

    @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
    func aDownloadBecomesAPackageAndReplacesTheOld() async throws {
        let models = folder.file("models")
        for _ in 0..<2 {
            let package = try downloaded().install(into: models)
            #expect(package.id == "mobilenet-v2@1")
            #expect(package.labels.count == 1001)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: models.path) == ["mobilenet-v2"])
        let library = ModelLibrary(folders: [models])
        _ = try await library.classifier(try library.resolve("mobilenet-v2"))
    }

    @Test(.enabled(if: Repository.shared != nil, "needs ../shared"), arguments: [true, false])
    func aWrongSumInstallsNothing(model: Bool) throws {
        let models = folder.file("models")
        let installation = try downloaded()
        let file = model ? installation.modelFile : installation.labelsFile
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data([0x21]))
        try handle.close()
        let error = try #require(throws: InferenceError.self) { try installation.install(into: models) }
        #expect(error.code == .modelUnusable)
        #expect(error.message.contains(file.lastPathComponent))
        #expect(!FileManager.default.fileExists(atPath: models.path))
    }

    @Test func aMissingDownloadIsSaid() throws {
        let installation = try ModelInstallation(try catalog.entry("mobilenet-v2"), downloads: folder.url)
        let error = try #require(throws: InferenceError.self) { try installation.install(into: folder.file("models")) }
        #expect(error.code == .fileUnreadable)
    }
}
