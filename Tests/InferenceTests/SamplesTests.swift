import Foundation
import Inference
import TestSupport
import Testing

/// The pictures that ship with the product, through the model that ships with it.
@Suite struct SamplesTests {
    @Test func theDrawnThingIsInTheTop5OfAtLeastFour() async throws {
        let expected = try JSONDecoder().decode(
            [String: String].self, from: Data(contentsOf: Repository.file("tools/samples/expected.json")))
        #expect((6...8).contains(expected.count))
        let library = ModelLibrary(folders: [Repository.file("assets/models")])
        let classifier = try await library.classifier(try library.resolve("tiny-resnet-64"))
        var hits: [String] = []
        for (file, label) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = try Data(contentsOf: Repository.file("assets/samples/\(file)"))
            let result = try await classifier.classify(bytes, topK: 5, limits: ImageLimits()) { _ in }
            if result.top.contains(where: { $0.label == label }) { hits.append(file) }
        }
        #expect(hits.count >= 4, "in the top-5: \(hits)")
    }
}
