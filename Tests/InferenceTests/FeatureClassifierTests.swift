import Foundation
import TestSupport
import Testing

@testable import Inference

@Suite struct FeatureClassifierTests {
    private static let iris = Repository.file("assets/models/iris")

    private func iris() async throws -> FeatureClassifier {
        try await FeatureClassifier.load(ModelPackage.load(from: Self.iris))
    }

    /// A writable copy of the bundled package, with the manifest's text changed.
    private func copy(
        in folder: TemporaryFolder, named name: String, edit: (inout [String: Any]) -> Void = { _ in }
    ) throws -> URL {
        let target = folder.file(name)
        try FileManager.default.copyItem(at: Self.iris, to: target)
        let file = target.appending(path: ModelManifest.fileName)
        var manifest = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
        edit(&manifest)
        try JSONSerialization.data(withJSONObject: manifest).write(to: file)
        return target
    }

    /// The tutorial's own flower and one of each other species, with scikit-learn's probabilities.
    @Test(
        arguments: [
            ([5.1, 3.5, 1.4, 0.2], 0, [0.981656829444016, 0.01834315616093855, 1.4395045350105303e-08]),
            ([6.1, 2.9, 4.7, 1.4], 1, [0.0030279030589176813, 0.7793657463813717, 0.21760635055971073]),
            ([6.3, 3.3, 6.0, 2.5], 2, [8.911204694348449e-07, 0.003937033674437203, 0.9960620752050934]),
        ] as [([Double], Int, [Double])])
    func knowsTheSpecies(row: [Double], species: Int, probabilities: [Double]) async throws {
        let result = try await iris().classify(row)
        #expect(result.model == "iris@1")
        #expect(result.best?.index == species)
        #expect(result.scores.map(\.label) == ["setosa", "versicolor", "virginica"])
        #expect(result.scores.map(\.index) == [0, 1, 2])
        for (found, wanted) in zip(result.scores.map(\.score), probabilities) { #expect(abs(found - wanted) < 1e-6) }
        #expect(abs(result.scores.map(\.score).reduce(0, +) - 1) < 1e-6)
        #expect(result.inferring >= 0)
    }

    @Test func theFirstOfEqualScoresIsTheBest() {
        let scores = [0.2, 0.4, 0.4].enumerated().map { ScoredLabel(index: $0, label: "\($0)", score: $1) }
        #expect(FeatureClassification(model: "m@1", scores: scores, inferring: 0).best?.index == 1)
        #expect(FeatureClassification(model: "m@1", scores: [], inferring: 0).best == nil)
    }

    @Test(arguments: [[], [1, 2, 3], [1, 2, 3, 4, 5]] as [[Double]])
    func namesTheFeaturesWhereTheCountIsWrong(row: [Double]) async throws {
        let classifier = try await iris()
        let error = await #expect(throws: InferenceError.self) { try await classifier.classify(row) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("There are \(row.count) numbers; iris@1 takes 4") == true)
        #expect(error?.message.contains("petal width (cm)") == true)
    }

    /// The last is finite, but not as float32.
    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func namesTheNumberThatIsNone(value: Double) async throws {
        let classifier = try await iris()
        let error = await #expect(throws: InferenceError.self) { try await classifier.classify([1, 2, value, 4]) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("Number 3 of 4 (petal length (cm)) is \(value)") == true, "\(error as Any)")
    }

    /// Finite numbers whose products are none: the model's own output is no number.
    @Test func anOutputThatIsNoNumberIsAnError() async throws {
        let classifier = try await iris()
        let error = await #expect(throws: InferenceError.self) {
            try await classifier.classify([-3e38, 3e38, -3e38, -3e38])
        }
        #expect(error?.code == .inferenceFailed)
        #expect(error?.message.hasPrefix("iris@1: The model gave ") == true, "\(error as Any)")
        #expect(error?.message.contains("as the score of class") == true)
        #expect(try await classifier.classify([5.1, 3.5, 1.4, 0.2]).best?.label == "setosa")
    }

    /// What is changed in the manifest, and what the message must hold.
    @Test(arguments: [
        ("labels", ["is float32 [1,3]", "there are 2 labels", "Correct its model.json"]),
        ("input", ["no input numbers"]), ("features", ["float32 [?,4]", "float32 [1,5]"]),
        ("sum", ["000000000000"]),
    ])
    func whatTheModelItselfShowsMakesItUnusable(fault: String, words: [String]) async throws {
        let folder = try TemporaryFolder()
        let package = try copy(in: folder, named: "broken") { manifest in
            switch fault {
            case "labels": manifest["labels_to_skip"] = 1
            case "sum": manifest["sha256"] = String(repeating: "0", count: 64)
            default:
                manifest["input"] =
                    [
                        "name": fault == "input" ? "numbers" : "features",
                        "features": Array(repeating: "x", count: fault == "input" ? 4 : 5),
                    ] as [String: Any]
            }
        }
        let opened = try ModelPackage.open(package)
        let error = await #expect(throws: InferenceError.self) { try await FeatureClassifier.load(opened) }
        #expect(error?.code == .modelUnusable)
        for word in words + ["iris@1", "iris.onnx"] {
            #expect(error?.message.contains(word) == true, "\(word): \(error as Any)")
        }
    }

    @Test func neitherKindTakesTheOthersPackage() async throws {
        let image = try ModelPackage.open(TestModel.bundled)
        let features = try ModelPackage.open(Self.iris)
        let noFeatures = await #expect(throws: InferenceError.self) { try await FeatureClassifier.load(image) }
        #expect(noFeatures?.code == .modelUnusable)
        #expect(noFeatures?.message.contains("takes an image") == true)
        let noImage = await #expect(throws: InferenceError.self) { try await Classifier.load(features) }
        #expect(noImage?.code == .modelUnusable)
    }

    @Test func manyAtOnceGiveTheSameAsAlone() async throws {
        let classifier = try await iris()
        var rows: [[Double]] = []
        for number in 0..<40 { rows.append([4 + number % 7, 3, number % 5, number % 3].map(Double.init)) }
        var alone: [[Double]] = []
        for row in rows { alone.append(try await classifier.classify(row).scores.map(\.score)) }
        #expect(Set(alone).count > 10)
        try await withThrowingTaskGroup(of: (Int, [Double]).self) { group in
            for (place, row) in rows.enumerated() {
                group.addTask { (place, try await classifier.classify(row).scores.map(\.score)) }
            }
            for try await (place, scores) in group { #expect(scores == alone[place]) }
        }
    }

    @Test func aLibraryKeepsTheKindsApart() async throws {
        let folder = try TemporaryFolder("library")
        _ = try copy(in: folder, named: "a-iris")
        let alone = ModelLibrary(folders: [folder.url])
        let none = #expect(throws: InferenceError.self) { try alone.resolveImageModel(nil) }
        #expect(none?.code == .noModel)
        #expect(none?.message.contains("broken") == false)
        #expect(alone.list().map(\.isDefault) == [false])

        _ = try TestModel.copy(in: folder, named: "b-image")
        let library = ModelLibrary(folders: [folder.url], settings: EngineSettings(mode: .latency, threads: 1))
        #expect(try library.resolveImageModel(nil) == "tiny-resnet-64@1")
        #expect(try library.resolveFeatureModel(nil) == "iris@1")
        #expect(try library.resolveFeatureModel("iris") == "iris@1")
        #expect(library.list().map(\.isDefault) == [false, true])
        let numbers = #expect(throws: InferenceError.self) { try library.resolveImageModel("iris") }
        #expect(numbers?.code == .invalidRequest)
        #expect(numbers?.message == "iris@1 takes 4 numbers, no image; POST {\"features\":[…]} to /predict.")
        let image = #expect(throws: InferenceError.self) { try library.resolveFeatureModel("tiny-resnet-64") }
        #expect(image?.code == .invalidRequest)
        #expect(throws: InferenceError.self) { try library.resolveFeatureModel("nothing") }

        let classifiers = try await withThrowingTaskGroup(of: FeatureClassifier.self) { group in
            for _ in 0..<8 { group.addTask { try await library.featureClassifier("iris@1") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(classifiers.map(ObjectIdentifier.init)).count == 1)
        #expect(library.list().first?.state == .ready)
    }

    @Test func theDefaultIsNoStarterAndTheNewest() throws {
        let folder = try TemporaryFolder("library")
        for (name, version, starter) in [
            ("a", "1", true), ("mine", "2", false), ("mine", "10", false), ("mine", "9", false),
        ] {
            _ = try copy(in: folder, named: "\(name)-\(version)") { manifest in
                manifest["name"] = name
                manifest["version"] = version
                manifest["starter"] = starter
            }
        }
        #expect(try ModelLibrary(folders: [folder.url]).resolveFeatureModel(nil) == "mine@10")
    }

    @Test func aBrokenFeatureModelLeavesTheOthers() async throws {
        let folder = try TemporaryFolder("library")
        _ = try copy(in: folder, named: "iris")
        _ = try copy(in: folder, named: "wrong") { manifest in
            manifest["name"] = "wrong"
            manifest["starter"] = false
            manifest["labels_to_skip"] = 1
        }
        let library = ModelLibrary(folders: [folder.url])
        #expect(try library.resolveFeatureModel(nil) == "wrong@1")
        let error = await #expect(throws: InferenceError.self) { try await library.featureClassifier("wrong@1") }
        #expect(error?.code == .modelUnusable)
        #expect(library.list().first { $0.id == "wrong@1" }?.state == .unusable)
        #expect(try library.resolveFeatureModel(nil) == "iris@1")
    }
}
