import Foundation
import Inference
import Logging

/// A body with numbers in, the tutorial's answer out.
struct FeaturePrediction {
    let library: ModelLibrary

    /// - Parameter name: `name` or `name@version` of a feature model; nil for the default one.
    /// - Throws: `FeatureRefusal`; `InferenceError` for a model that was asked for by name and is none of these.
    func answer(_ body: Data, model name: String?, logger: Logger) async throws -> FeatureAnswer {
        let classifier = try await classifier(name, logger: logger)
        let features = try FeatureRequest.features(in: body, count: classifier.features.count)
        do {
            let row = try FeatureRow.numbers(features, count: classifier.features.count, model: classifier.id)
            guard let answer = FeatureAnswer(try await classifier.classify(row)) else {
                throw FeatureRefusal.failed("\(classifier.id) has no classes.")
            }
            return answer
        } catch let refusal as FeatureRow.Refusal {
            throw FeatureRefusal.failed(refusal.message)
        } catch let error as InferenceError {
            logger.log(
                level: error.code == .invalidRequest ? .debug : .notice, "features not classified",
                metadata: ["error": "\(error)"])
            throw FeatureRefusal.failed(error.message)
        }
    }

    private func classifier(_ name: String?, logger: Logger) async throws -> FeatureClassifier {
        do {
            return try await library.featureClassifier(try library.resolveFeatureModel(name))
        } catch {
            // A wrong name is the caller's mistake; everything else is what the tutorial calls a model not loaded.
            if name != nil, error.code != .modelUnusable { throw error }
            logger.error("no usable feature model", metadata: ["error": "\(error)"])
            throw FeatureRefusal.notLoaded
        }
    }
}
