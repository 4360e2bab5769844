import Foundation
import TestSupport
import Testing

@testable import Inference

/// Packages of `Fixtures/models` whose manifests are sound and whose models are not what they say.
@Suite struct WrongResultTests {
    private func package(_ name: String) throws -> ModelPackage {
        try ModelPackage.load(from: Repository.file("Tests/InferenceTests/Fixtures/models/\(name)"))
    }

    private func classifier(_ name: String) async throws -> Classifier {
        try await Classifier.load(package(name), settings: EngineSettings(mode: .latency, threads: 1))
    }

    @Test func aModelThatGivesNaNFailsTheImage() async throws {
        let classifier = try await classifier("nan")
        let bytes = try Fixture.bytes("plain.png")
        for topK in [1, 3] {
            let error = await #expect(throws: InferenceError.self) { try await classifier.classify(bytes, topK: topK) }
            #expect(error?.code == .inferenceFailed)
            #expect(error?.step == .formatting)
            #expect(error?.message.contains("gave NaN as the score of class 0") == true, "\(error as Any)")
            #expect(error?.message.contains("use another one") == true)
        }
    }

    /// The package, and what the message must hold: what is there, and what is asked for.
    @Test(arguments: [
        ("wrong-count", ["[1,3]", "4 labels"]), ("wrong-rank", ["[1,16,40]", "[1,3,8,8]"]),
    ])
    func aModelThatIsNotWhatItsManifestSaysIsUnusable(name: String, words: [String]) async throws {
        let package = try package(name)
        let error = await #expect(throws: InferenceError.self) { try await Classifier.load(package) }
        #expect(error?.code == .modelUnusable)
        for word in words + ["\(name)@1"] {
            #expect(error?.message.contains(word) == true, "\(word): \(error as Any)")
        }
    }

    @Test func theSoundOneOfThemWorks() async throws {
        let top = try await classifier("colours").classify(Fixture.bytes("plain.png"), topK: 3).top
        #expect(Set(top.map(\.label)) == ["red", "green", "blue"])
        #expect(abs(top.map(\.score).reduce(0, +) - 1) < 1e-9)
    }
}
