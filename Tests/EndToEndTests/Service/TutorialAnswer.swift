import Foundation
import TestSupport
import Testing

/// One request to the tutorial's Flask app and what it answered, as `tools/train-iris/record_answers.py` wrote it down.
struct TutorialAnswer {
    let name: String
    /// Whether the app had its model.
    let model: Bool
    let type: String
    let body: Data
    let status: Int
    /// nil for one of Flask's HTML pages.
    let answer: [String: Any]?

    static func read(_ file: URL) throws -> [TutorialAnswer] {
        let lines = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] ?? []
        return try lines.map { line in
            let encoded = (line["base64"] as? String).flatMap { Data(base64Encoded: $0) }
            return TutorialAnswer(
                name: try #require(line["name"] as? String), model: try #require(line["model"] as? Bool),
                type: try #require(line["type"] as? String),
                body: try #require(encoded ?? (line["body"] as? String).map { Data($0.utf8) }),
                status: try #require(line["status"] as? Int), answer: line["answer"] as? [String: Any])
        }
    }

    /// Sends the same request to a service, and expects the same answer; probabilities within what float32 may differ.
    func compare(with service: String) async throws {
        let folder = try TemporaryFolder("body")
        try body.write(to: folder.file("body"))
        let found = try await Curl.run(
            "\(service)/predict", "-H", "content-type: \(type)", "--data-binary", "@\(folder.file("body").path)")
        if name == "over float32" {
            // scikit-learn computes in float64 and knows the answer; the model here takes float32, and says so.
            #expect(found.status == 500)
            #expect((found.json["error"] as? String)?.contains("Number 1 of 4 (sepal length (cm)) is 1e+300") == true)
            return
        }
        #expect(found.status == status, "\(name): \(found.text)")
        if let error = answer?["error"] as? String {
            #expect(found.json as? [String: String] == ["error": Self.inOurWords(error)], "\(name): \(found.text)")
        } else if let answer {
            expectEqual(found.json, answer)
        } else {
            #expect(Set(found.json.keys) == ["error"], "\(name): \(found.text)")
        }
    }

    /// The model's id where scikit-learn names its class, and no advice on other estimators of scikit-learn's.
    private static func inOurWords(_ error: String) -> String {
        (error.split(separator: "\n").first.map(String.init) ?? error)
            .replacing("LogisticRegression", with: "iris@1")
    }

    private func expectEqual(_ found: [String: Any], _ wanted: [String: Any]) {
        #expect(Set(found.keys) == Set(wanted.keys), "\(name)")
        #expect(found["prediction"] as? String == wanted["prediction"] as? String, "\(name)")
        #expect(found["class_index"] as? Int == wanted["class_index"] as? Int, "\(name)")
        let scores = found["confidence"] as? [String: Double] ?? [:]
        let probabilities = wanted["confidence"] as? [String: Double] ?? [:]
        #expect(Set(scores.keys) == Set(probabilities.keys), "\(name)")
        for (label, wanted) in probabilities {
            #expect(
                abs((scores[label] ?? -1) - wanted) < 1e-6,
                "\(name): \(label) is \(scores[label] as Any), not \(wanted)")
        }
    }
}
