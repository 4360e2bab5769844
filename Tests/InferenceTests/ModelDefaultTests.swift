import Foundation
import TestSupport
import Testing

@testable import Inference

/// A library sees what changes in its folders, and another default, without being told.
@Suite struct ModelDefaultTests {
    private let folder: TemporaryFolder
    private var file: DefaultModelFile { DefaultModelFile(models: folder.url) }

    init() throws {
        folder = try TemporaryFolder("default")
        for name in ["alpha", "beta"] { try copy(name) }
    }

    private func copy(_ name: String, edit: (inout [String: Any]) -> Void = { _ in }) throws {
        try SmallModel.copy("colours", to: folder.file("\(name)@1")) { manifest in
            manifest["name"] = name
            edit(&manifest)
        }
    }

    private func library(default name: String? = nil, pause: Duration = .zero) -> ModelLibrary {
        ModelLibrary(
            folders: [folder.url], defaultModel: name, settings: EngineSettings(mode: .latency, threads: 1),
            pause: pause)
    }

    @Test func theChosenOneIsTheDefaultAsSoonAsItIsWritten() throws {
        let library = library()
        #expect(try library.resolve(nil) == "alpha@1")
        try file.write("beta@1")
        #expect(try library.resolve(nil) == "beta@1")
        #expect(library.list().filter(\.isDefault).map(\.id) == ["beta@1"])
        try file.clear()
        #expect(try library.resolve(nil) == "alpha@1")
    }

    @Test func theCommandLineWins() throws {
        try file.write("beta@1")
        #expect(try library(default: "alpha").resolve(nil) == "alpha@1")
    }

    @Test func aChoiceThatIsNotHereOrTakesNoImagesIsPassedOver() throws {
        try file.write("gamma@1")
        let library = library()
        #expect(try library.resolve(nil) == "alpha@1")
        #expect(library.chosenDefault == "gamma@1")
        try SmallModel.copyFeatures(to: folder.file("aaa@1"), named: "aaa")
        try file.write("aaa@1")
        #expect(try library.resolve("aaa") == "aaa@1")
        #expect(try library.resolve(nil) == "alpha@1", "a model of features is never the default")
    }

    @Test(arguments: ["", "alpha", "../evil@1", "a@b@c", "\u{1B}[31m@1"])
    func aFileThatHoldsNoIDIsNoChoice(text: String) throws {
        try Data(text.utf8).write(to: file.url)
        #expect(file.id == nil)
        #expect(try library().resolve(nil) == "alpha@1")
    }

    @Test func aFolderIsNoChoiceAndIsSaidWhenItIsInTheWay() throws {
        try FileManager.default.createDirectory(at: file.url, withIntermediateDirectories: true)
        #expect(file.id == nil)
        let error = try #require(throws: InferenceError.self) { try file.write("alpha@1") }
        #expect(error.code == .fileUnreadable && error.message.contains(file.url.path))
    }

    @Test func packagesThatComeAndGoAreSeen() throws {
        let library = library()
        #expect(throws: InferenceError.self) { try library.resolve("gamma") }
        try copy("gamma")
        #expect(try library.resolve("gamma") == "gamma@1")
        try FileManager.default.removeItem(at: folder.file("alpha@1"))
        #expect(try library.resolve(nil) == "beta@1")
        #expect(library.list().map(\.id) == ["beta@1", "gamma@1"])
    }

    @Test func theFoldersAreNotLookedAtAllTheTime() throws {
        let library = library(pause: .seconds(600))
        try copy("gamma")
        #expect(throws: InferenceError.self) { try library.resolve("gamma") }
        library.refresh()
        #expect(try library.resolve("gamma") == "gamma@1")
    }

    @Test func aLoadedModelServesItsJobsAfterItsFolderIsGone() async throws {
        let library = library()
        let before = try await library.classifier("alpha@1")
        try FileManager.default.removeItem(at: folder.file("alpha@1"))
        #expect(try library.resolve(nil) == "beta@1")
        #expect(throws: InferenceError.self, "new jobs can't ask for it") { try library.resolve("alpha@1") }
        #expect(library.list().map(\.id) == ["beta@1"])
        #expect(try await library.classifier("alpha@1") === before)
        try copy("alpha")
        #expect(try library.resolve(nil) == "alpha@1")
        #expect(try await library.classifier("alpha@1") === before)
    }

    @Test func aCorrectedManifestIsLoadedAnew() async throws {
        let library = library()
        let before = try await library.classifier("alpha@1")
        try FileManager.default.removeItem(at: folder.file("alpha@1"))
        try copy("alpha") { $0["scale"] = 1 }
        #expect(try library.resolve("alpha") == "alpha@1")
        let after = try await library.classifier("alpha@1")
        #expect(after !== before)
        #expect(after.package.manifest.image?.scale == 1)
        #expect(library.list().first?.state == .ready)
    }
}
